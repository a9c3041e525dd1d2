ALTER TABLE "provider_connections" ADD COLUMN "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Nothing nearer is known of those that are there already.
UPDATE "provider_connections" SET "connected_at" = "updated_at";
