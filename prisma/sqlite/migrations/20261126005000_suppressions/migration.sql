-- CreateTable
CREATE TABLE "Suppression" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "type" TEXT,
    "state" TEXT,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "until" BIGINT,
    "endedAt" BIGINT,
    "endedBy" TEXT
);

-- CreateTable
CREATE TABLE "SuppressedDetection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "detectionId" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "detail" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Suppression_endedAt_until_idx" ON "Suppression"("endedAt", "until");

-- CreateIndex
CREATE INDEX "SuppressedDetection_at_idx" ON "SuppressedDetection"("at");
