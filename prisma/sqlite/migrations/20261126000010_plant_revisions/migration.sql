-- CreateTable
CREATE TABLE "PlantRevision" (
    "number" INTEGER NOT NULL PRIMARY KEY,
    "at" BIGINT NOT NULL,
    "by" TEXT,
    "cause" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "overlay" TEXT NOT NULL,
    "dropped" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "parent" INTEGER
);
