-- AlterTable
ALTER TABLE "tenants" ADD COLUMN     "app_said" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "billing_details" (
    "app_uuid" VARCHAR(128) NOT NULL,
    "tenant_uuid" VARCHAR(128) NOT NULL,
    "company" TEXT,
    "line1" TEXT,
    "line2" TEXT,
    "postal_code" TEXT,
    "city" TEXT,
    "country" VARCHAR(2),
    "vat_number" TEXT,

    CONSTRAINT "billing_details_pkey" PRIMARY KEY ("app_uuid","tenant_uuid")
);

-- AddForeignKey
ALTER TABLE "billing_details" ADD CONSTRAINT "billing_details_app_uuid_tenant_uuid_fkey" FOREIGN KEY ("app_uuid", "tenant_uuid") REFERENCES "tenants"("app_uuid", "uuid") ON DELETE RESTRICT ON UPDATE CASCADE;
