-- AlterTable
ALTER TABLE "Message" ADD COLUMN "receipts" TEXT NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "Trouble" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT,
    "person" TEXT,
    "isWide" BOOLEAN NOT NULL,
    "op" TEXT NOT NULL,
    "refusal" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" BIGINT NOT NULL,
    "alertId" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Trouble_id_key" ON "Trouble"("id");
