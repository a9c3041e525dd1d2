-- AlterTable
ALTER TABLE "provider_customers" ADD COLUMN     "mirrored_profile" JSONB;
