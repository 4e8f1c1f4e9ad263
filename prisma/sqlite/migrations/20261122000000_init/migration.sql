-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "idBackwards" TEXT NOT NULL,
    "joinKey" TEXT,
    "isClosed" BOOLEAN NOT NULL,
    "revision" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "area" TEXT,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "attention" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "verdictBy" TEXT,
    "verdictAt" BIGINT,
    "reason" TEXT,
    "work" TEXT NOT NULL,
    "owner" TEXT,
    "ownedAt" BIGINT,
    "closedBy" TEXT,
    "closedAt" BIGINT,
    "shelf" TEXT,
    "offer" TEXT,
    "answeredAt" BIGINT,
    "level" INTEGER NOT NULL,
    "reminders" INTEGER NOT NULL,
    "levelRevision" INTEGER NOT NULL,
    "answerRevision" INTEGER NOT NULL,
    "dueAt" BIGINT,
    "isExpiryTold" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,
    "lastObservedAt" BIGINT NOT NULL,
    "isJoinable" BOOLEAN NOT NULL,
    "undoable" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Event" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "alertId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "by" TEXT,
    "set" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    CONSTRAINT "Event_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Detection" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "source" TEXT NOT NULL,
    "detectionId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "alertId" TEXT,
    "revision" INTEGER NOT NULL,
    "isOpening" BOOLEAN NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "probability" REAL NOT NULL,
    "modelName" TEXT,
    "modelVersion" TEXT,
    "payload" TEXT NOT NULL,
    CONSTRAINT "Detection_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Quarantine" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" BIGINT NOT NULL,
    "source" TEXT,
    "detectionId" TEXT,
    "reason" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Label" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "alertId" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "isDeciding" BOOLEAN NOT NULL,
    "reason" TEXT,
    "technicalTruth" BOOLEAN,
    "actionable" BOOLEAN,
    "strength" INTEGER NOT NULL,
    "shownAt" BIGINT,
    "at" BIGINT NOT NULL,
    "revision" INTEGER NOT NULL,
    "stream" TEXT NOT NULL,
    "probability" REAL NOT NULL,
    "supersedes" TEXT,
    "chain" TEXT NOT NULL,
    "isWithdrawn" BOOLEAN NOT NULL,
    "isLive" BOOLEAN NOT NULL,
    CONSTRAINT "Label_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "alertId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT,
    "person" TEXT,
    "address" TEXT,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "postedAt" BIGINT,
    "updatedAt" BIGINT,
    CONSTRAINT "Message_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "alertId" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "op" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "isCard" BOOLEAN NOT NULL,
    "ask" TEXT,
    "severity" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "wanted" INTEGER NOT NULL,
    "nextAt" BIGINT NOT NULL,
    "claimedBy" TEXT,
    "isUnclear" BOOLEAN NOT NULL,
    "attempts" INTEGER NOT NULL,
    "wantedAt" BIGINT NOT NULL,
    "triedAt" BIGINT,
    "reason" TEXT,
    CONSTRAINT "Delivery_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConsolePost" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "channel" TEXT,
    "person" TEXT,
    "thread" TEXT,
    "alert" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "card" TEXT NOT NULL,
    "postedAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT,
    "isInPlant" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Identity" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    PRIMARY KEY ("platform", "tenant", "user"),
    CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Token" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT,
    "perSecond" REAL
);

-- CreateTable
CREATE TABLE "Once" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "until" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Note" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Alert_joinKey_key" ON "Alert"("joinKey");

-- CreateIndex
CREATE INDEX "Alert_isClosed_id_idx" ON "Alert"("isClosed", "id");

-- CreateIndex
CREATE INDEX "Alert_channel_id_idx" ON "Alert"("channel", "id");

-- CreateIndex
CREATE INDEX "Alert_asset_id_idx" ON "Alert"("asset", "id");

-- CreateIndex
CREATE INDEX "Alert_owner_id_idx" ON "Alert"("owner", "id");

-- CreateIndex
CREATE INDEX "Alert_dueAt_idx" ON "Alert"("dueAt");

-- CreateIndex
CREATE INDEX "Alert_openedAt_idx" ON "Alert"("openedAt");

-- CreateIndex
CREATE INDEX "Alert_idBackwards_idx" ON "Alert"("idBackwards");

-- CreateIndex
CREATE UNIQUE INDEX "Event_id_key" ON "Event"("id");

-- CreateIndex
CREATE INDEX "Event_alertId_seq_idx" ON "Event"("alertId", "seq");

-- CreateIndex
CREATE INDEX "Detection_alertId_seq_idx" ON "Detection"("alertId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Detection_source_detectionId_status_key" ON "Detection"("source", "detectionId", "status");

-- CreateIndex
CREATE INDEX "Quarantine_at_idx" ON "Quarantine"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Label_id_key" ON "Label"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Label_chain_key" ON "Label"("chain");

-- CreateIndex
CREATE INDEX "Label_alertId_seq_idx" ON "Label"("alertId", "seq");

-- CreateIndex
CREATE INDEX "Label_isLive_seq_idx" ON "Label"("isLive", "seq");

-- CreateIndex
CREATE INDEX "Message_alertId_id_idx" ON "Message"("alertId", "id");

-- CreateIndex
CREATE INDEX "Message_platform_address_idx" ON "Message"("platform", "address");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_messageId_key" ON "Delivery"("messageId");

-- CreateIndex
CREATE INDEX "Delivery_state_nextAt_lane_idx" ON "Delivery"("state", "nextAt", "lane");

-- CreateIndex
CREATE INDEX "Delivery_state_lane_op_rank_alertId_id_idx" ON "Delivery"("state", "lane", "op", "rank", "alertId", "id");

-- CreateIndex
CREATE INDEX "Delivery_alertId_idx" ON "Delivery"("alertId");

-- CreateIndex
CREATE UNIQUE INDEX "ConsolePost_id_key" ON "ConsolePost"("id");

-- CreateIndex
CREATE UNIQUE INDEX "ConsolePost_key_key" ON "ConsolePost"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ConsolePost_seq_key" ON "ConsolePost"("seq");

-- CreateIndex
CREATE INDEX "ConsolePost_channel_number_idx" ON "ConsolePost"("channel", "number");

-- CreateIndex
CREATE INDEX "ConsolePost_person_number_idx" ON "ConsolePost"("person", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Person_key_key" ON "Person"("key");

-- CreateIndex
CREATE INDEX "Identity_personId_idx" ON "Identity"("personId");

-- CreateIndex
CREATE INDEX "Once_until_idx" ON "Once"("until");
