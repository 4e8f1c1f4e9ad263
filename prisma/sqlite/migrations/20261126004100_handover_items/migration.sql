-- AlterTable
ALTER TABLE "Handover" ADD COLUMN "items" TEXT NOT NULL DEFAULT '[]';

-- CreateIndex
CREATE INDEX "Handover_until_idx" ON "Handover"("until");
