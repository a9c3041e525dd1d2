CREATE TYPE "api_key_label" AS ENUM ('live', 'test');

ALTER TABLE "api_keys"
  ADD COLUMN "label" "api_key_label" NOT NULL DEFAULT 'live',
  ADD COLUMN "lifetime_seconds" DOUBLE PRECISION;

-- The label of a key that is there already is in nobody's hands but its owner's.
UPDATE "api_keys" SET "lifetime_seconds" = round(extract(epoch FROM "expires_at" - "created_at"))
WHERE "expires_at" IS NOT NULL;
