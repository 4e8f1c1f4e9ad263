-- A message may be about something else than one alert: a list that stands for many, a hand-over.
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Message" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT,
    "person" TEXT,
    "address" TEXT,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "postedAt" BIGINT,
    "updatedAt" BIGINT
);
INSERT INTO "new_Message" ("id", "subjectKind", "subjectId", "kind", "platform", "channel", "person", "address", "state", "revision", "postedAt", "updatedAt") SELECT "id", 'alert', "alertId", "kind", "platform", "channel", "person", "address", "state", "revision", "postedAt", "updatedAt" FROM "Message";
DROP TABLE "Message";
ALTER TABLE "new_Message" RENAME TO "Message";
CREATE INDEX "Message_subjectId_id_idx" ON "Message"("subjectId", "id");
CREATE INDEX "Message_platform_address_idx" ON "Message"("platform", "address");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- DropIndex
DROP INDEX "Delivery_state_lane_op_rank_alertId_id_idx";

-- DropIndex
DROP INDEX "Delivery_alertId_idx";

-- AlterTable
ALTER TABLE "Delivery" RENAME COLUMN "alertId" TO "subjectId";

-- CreateIndex
CREATE INDEX "Delivery_state_lane_op_rank_subjectId_id_idx" ON "Delivery"("state", "lane", "op", "rank", "subjectId", "id");

-- CreateIndex
CREATE INDEX "Delivery_subjectId_idx" ON "Delivery"("subjectId");
