-- CreateTable
CREATE TABLE "subscription_cancellations" (
    "id" UUID NOT NULL,
    "app_uuid" VARCHAR(128) NOT NULL,
    "tenant_uuid" VARCHAR(128) NOT NULL,
    "provider" VARCHAR(32) NOT NULL,
    "account" TEXT NOT NULL,
    "mode" "provider_mode" NOT NULL,
    "provider_customer_id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "since" DATE NOT NULL,
    "access_until" DATE,
    "access_is_paid" BOOLEAN NOT NULL,
    "terms" JSONB NOT NULL,
    "payment_method_id" TEXT,
    "reason" VARCHAR(32),
    "intended_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "start_generation" INTEGER NOT NULL DEFAULT 1,
    "start_params" JSONB,
    "start_first_attempt_at" TIMESTAMPTZ(3),
    "kept_as" TEXT,
    "kept_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_cancellations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "subscription_cancellations_provider_account_mode_provider_c_key" ON "subscription_cancellations"("provider", "account", "mode", "provider_customer_id", "subscription_id");

-- AddForeignKey
ALTER TABLE "subscription_cancellations" ADD CONSTRAINT "subscription_cancellations_app_uuid_tenant_uuid_fkey" FOREIGN KEY ("app_uuid", "tenant_uuid") REFERENCES "tenants"("app_uuid", "uuid") ON DELETE RESTRICT ON UPDATE CASCADE;
