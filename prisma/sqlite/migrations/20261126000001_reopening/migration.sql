-- CreateIndex
CREATE INDEX "Alert_site_key_closedAt_idx" ON "Alert"("site", "key", "closedAt");
