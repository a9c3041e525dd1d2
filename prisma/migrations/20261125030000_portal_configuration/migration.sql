-- AlterTable
ALTER TABLE "apps" ADD COLUMN     "portal_configuration" JSONB;

-- CreateTable
CREATE TABLE "portal_logos" (
    "app_uuid" VARCHAR(128) NOT NULL,
    "file" VARCHAR(80) NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_logos_pkey" PRIMARY KEY ("app_uuid")
);

-- CreateIndex
CREATE INDEX "portal_logos_file_idx" ON "portal_logos"("file");

-- AddForeignKey
ALTER TABLE "portal_logos" ADD CONSTRAINT "portal_logos_app_uuid_fkey" FOREIGN KEY ("app_uuid") REFERENCES "apps"("uuid") ON DELETE RESTRICT ON UPDATE CASCADE;
