-- AlterTable
ALTER TABLE "provider_customers" ADD COLUMN     "confirmed_customer_id" TEXT,
ADD COLUMN     "last_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "list_cursor" TEXT,
ADD COLUMN     "list_pages" INTEGER NOT NULL DEFAULT 0;

-- What is bound until now was bound by the service itself, and what is being made may have been asked for just now.
UPDATE "provider_customers" SET "confirmed_customer_id" = "provider_customer_id" WHERE "state" = 'ready';
UPDATE "provider_customers" SET "last_asked_at" = now() WHERE "state" = 'creating';
