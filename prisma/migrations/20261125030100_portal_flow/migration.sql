-- AlterTable
ALTER TABLE "portal_sessions" ADD COLUMN     "flow" JSONB,
ADD COLUMN     "locale" VARCHAR(35);
