-- CreateTable
CREATE TABLE "Picture" (
    "alertId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sha256" TEXT,
    "size" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL,
    "nextAt" BIGINT NOT NULL,
    "claimedBy" TEXT,
    "fetchedAt" BIGINT,
    "reason" TEXT,

    PRIMARY KEY ("alertId", "url")
);

-- CreateTable
CREATE TABLE "PictureFile" (
    "sha256" TEXT NOT NULL PRIMARY KEY,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    "keptAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "PictureCopy" (
    "messageId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "alertId" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isBrought" BOOLEAN NOT NULL,
    "ref" TEXT,
    "isDrawn" BOOLEAN NOT NULL,
    "isOver" BOOLEAN NOT NULL,
    "isUnclear" BOOLEAN NOT NULL,
    "tries" INTEGER NOT NULL,
    "nextAt" BIGINT NOT NULL,
    "claimedBy" TEXT,
    "reason" TEXT,

    PRIMARY KEY ("messageId", "url")
);

-- CreateIndex
CREATE INDEX "Picture_state_nextAt_idx" ON "Picture"("state", "nextAt");

-- CreateIndex
CREATE INDEX "Picture_url_fetchedAt_idx" ON "Picture"("url", "fetchedAt");

-- CreateIndex
CREATE INDEX "Picture_sha256_idx" ON "Picture"("sha256");

-- CreateIndex
CREATE INDEX "PictureFile_keptAt_idx" ON "PictureFile"("keptAt");

-- CreateIndex
CREATE INDEX "PictureCopy_isOver_nextAt_idx" ON "PictureCopy"("isOver", "nextAt");

-- CreateIndex
CREATE INDEX "PictureCopy_alertId_url_idx" ON "PictureCopy"("alertId", "url");

