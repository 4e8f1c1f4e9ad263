-- CreateTable
CREATE TABLE "Digest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "since" BIGINT NOT NULL,
    "endedAt" BIGINT,
    "revision" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "takingFor" TEXT
);

-- CreateTable
CREATE TABLE "DigestStep" (
    "digestId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "alertId" TEXT NOT NULL,
    "alertRevision" INTEGER NOT NULL,

    PRIMARY KEY ("digestId", "revision")
);

-- CreateIndex
CREATE UNIQUE INDEX "Digest_takingFor_key" ON "Digest"("takingFor");

-- CreateIndex
CREATE INDEX "Digest_endedAt_idx" ON "Digest"("endedAt");

-- CreateIndex
CREATE INDEX "DigestStep_alertId_digestId_idx" ON "DigestStep"("alertId", "digestId");
