-- CreateTable
CREATE TABLE "CheckIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "area" TEXT,
    "isAway" BOOLEAN NOT NULL,
    "from" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "endedAt" BIGINT,
    "endedBy" TEXT
);

-- CreateTable
CREATE TABLE "Arrangement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,
    "personId" TEXT,
    "insteadOf" TEXT,
    "roster" TEXT,
    "crew" TEXT
);

-- CreateIndex
CREATE INDEX "CheckIn_until_idx" ON "CheckIn"("until");

-- CreateIndex
CREATE INDEX "CheckIn_personId_idx" ON "CheckIn"("personId");

-- CreateIndex
CREATE INDEX "Arrangement_until_idx" ON "Arrangement"("until");
