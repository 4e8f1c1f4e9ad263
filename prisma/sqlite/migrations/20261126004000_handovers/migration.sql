-- CreateTable
CREATE TABLE "Handover" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "roster" TEXT NOT NULL,
    "from" BIGINT NOT NULL,
    "changesAt" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,
    "stage" TEXT NOT NULL,
    "dueAt" BIGINT,
    "signedBy" TEXT,
    "signedAt" BIGINT,
    "acceptedBy" TEXT,
    "acceptedAt" BIGINT,
    "moved" INTEGER NOT NULL,
    "notes" TEXT NOT NULL,
    "steps" TEXT NOT NULL,
    "changedAt" BIGINT NOT NULL,
    "revision" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "Handover_dueAt_idx" ON "Handover"("dueAt");

-- CreateIndex
CREATE INDEX "Handover_changesAt_idx" ON "Handover"("changesAt");

-- CreateIndex
CREATE UNIQUE INDEX "Handover_roster_changesAt_key" ON "Handover"("roster", "changesAt");
