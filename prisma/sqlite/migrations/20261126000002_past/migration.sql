-- CreateIndex
CREATE INDEX "Alert_site_asset_type_verdict_openedAt_idx" ON "Alert"("site", "asset", "type", "verdict", "openedAt");
