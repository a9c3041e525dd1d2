-- CreateEnum
CREATE TYPE "portal_checkout_purpose" AS ENUM ('payment_method', 'overdue');

-- CreateEnum
CREATE TYPE "portal_checkout_state" AS ENUM ('creating', 'open', 'paid', 'settled', 'failed', 'canceled', 'expired', 'abandoned', 'refused');

-- CreateTable
CREATE TABLE "portal_checkouts" (
    "id" UUID NOT NULL,
    "app_uuid" VARCHAR(128) NOT NULL,
    "tenant_uuid" VARCHAR(128) NOT NULL,
    "session_id" UUID NOT NULL,
    "key_id" VARCHAR(32) NOT NULL,
    "provider" VARCHAR(32) NOT NULL,
    "account" TEXT NOT NULL,
    "mode" "provider_mode" NOT NULL,
    "provider_customer_id" TEXT NOT NULL,
    "purpose" "portal_checkout_purpose" NOT NULL,
    "state" "portal_checkout_state" NOT NULL DEFAULT 'creating',
    "unfinished_key" TEXT,
    "idempotency_key" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "payment_id" TEXT,
    "payment_status" VARCHAR(16),
    "payment_method_id" TEXT,
    "moved" JSONB NOT NULL DEFAULT '[]',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error_kind" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_checkouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_leases" (
    "key" TEXT NOT NULL,
    "token" UUID NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_leases_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "portal_checkouts_unfinished_key_key" ON "portal_checkouts"("unfinished_key");

-- CreateIndex
CREATE INDEX "portal_checkouts_provider_account_mode_provider_customer_id_idx" ON "portal_checkouts"("provider", "account", "mode", "provider_customer_id", "created_at");

-- CreateIndex
CREATE INDEX "portal_checkouts_next_attempt_at_idx" ON "portal_checkouts"("next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "portal_checkouts_provider_account_mode_payment_id_key" ON "portal_checkouts"("provider", "account", "mode", "payment_id");

-- AddForeignKey
ALTER TABLE "portal_checkouts" ADD CONSTRAINT "portal_checkouts_app_uuid_tenant_uuid_fkey" FOREIGN KEY ("app_uuid", "tenant_uuid") REFERENCES "tenants"("app_uuid", "uuid") ON DELETE RESTRICT ON UPDATE CASCADE;
