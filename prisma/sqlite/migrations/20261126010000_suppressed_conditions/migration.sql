-- CreateTable
CREATE TABLE "SuppressedCondition" (
    "joinKey" TEXT NOT NULL PRIMARY KEY,
    "source" TEXT NOT NULL,
    "detectionId" TEXT NOT NULL
);
