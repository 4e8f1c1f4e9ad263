-- CreateTable
CREATE TABLE "Miss" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "happenedAt" BIGINT NOT NULL,
    "site" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT,
    "text" TEXT,
    "link" TEXT,
    "alertId" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "Miss_id_key" ON "Miss"("id");

-- CreateIndex
CREATE INDEX "Miss_asset_type_happenedAt_idx" ON "Miss"("asset", "type", "happenedAt");

-- CreateIndex
CREATE INDEX "Miss_at_idx" ON "Miss"("at");
