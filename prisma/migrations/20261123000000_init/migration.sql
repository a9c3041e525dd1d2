-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "api_key_type" AS ENUM ('read', 'write');

-- CreateEnum
CREATE TYPE "provider_mode" AS ENUM ('test', 'live');

-- CreateEnum
CREATE TYPE "provider_customer_state" AS ENUM ('creating', 'ready');

-- CreateTable
CREATE TABLE "apps" (
    "uuid" VARCHAR(128) NOT NULL,
    "name" TEXT NOT NULL,
    "return_origins" TEXT[],
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "apps_pkey" PRIMARY KEY ("uuid")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "key_id" VARCHAR(32) NOT NULL,
    "app_uuid" VARCHAR(128) NOT NULL,
    "type" "api_key_type" NOT NULL,
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "app_uuid" VARCHAR(128) NOT NULL,
    "uuid" VARCHAR(128) NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("app_uuid","uuid")
);

-- CreateTable
CREATE TABLE "provider_connections" (
    "id" UUID NOT NULL,
    "app_uuid" VARCHAR(128) NOT NULL,
    "provider" VARCHAR(32) NOT NULL,
    "account" TEXT NOT NULL,
    "mode" "provider_mode" NOT NULL,
    "secret_key_id" VARCHAR(64) NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_customers" (
    "id" UUID NOT NULL,
    "app_uuid" VARCHAR(128) NOT NULL,
    "tenant_uuid" VARCHAR(128) NOT NULL,
    "provider" VARCHAR(32) NOT NULL,
    "account" TEXT NOT NULL,
    "mode" "provider_mode" NOT NULL,
    "state" "provider_customer_state" NOT NULL DEFAULT 'creating',
    "provider_customer_id" TEXT,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "idempotency_key" TEXT,
    "params" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_attempt_at" TIMESTAMPTZ(3),
    "last_error_kind" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "suspected_gone_at" TIMESTAMPTZ(3),
    "history" JSONB NOT NULL DEFAULT '[]',
    "last_replaced_at" TIMESTAMPTZ(3),
    "claim_token" UUID,
    "claim_until" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_sessions" (
    "id" UUID NOT NULL,
    "app_uuid" VARCHAR(128) NOT NULL,
    "tenant_uuid" VARCHAR(128) NOT NULL,
    "key_id" VARCHAR(32) NOT NULL,
    "provider" VARCHAR(32) NOT NULL,
    "account" TEXT NOT NULL,
    "mode" "provider_mode" NOT NULL,
    "provider_customer_id" TEXT NOT NULL,
    "return_url" TEXT NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "code_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "exchanged_at" TIMESTAMPTZ(3),
    "token_hash" BYTEA,
    "last_seen_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_secrets" (
    "name" VARCHAR(64) NOT NULL,
    "secret_key_id" VARCHAR(64) NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_secrets_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "api_keys_app_uuid_idx" ON "api_keys"("app_uuid");

-- CreateIndex
CREATE UNIQUE INDEX "provider_connections_app_uuid_provider_key" ON "provider_connections"("app_uuid", "provider");

-- CreateIndex
CREATE INDEX "provider_customers_state_claim_until_idx" ON "provider_customers"("state", "claim_until");

-- CreateIndex
CREATE UNIQUE INDEX "provider_customers_app_uuid_tenant_uuid_provider_account_mo_key" ON "provider_customers"("app_uuid", "tenant_uuid", "provider", "account", "mode");

-- CreateIndex
CREATE UNIQUE INDEX "provider_customers_provider_account_mode_provider_customer__key" ON "provider_customers"("provider", "account", "mode", "provider_customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "portal_sessions_code_hash_key" ON "portal_sessions"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "portal_sessions_token_hash_key" ON "portal_sessions"("token_hash");

-- CreateIndex
CREATE INDEX "portal_sessions_created_at_idx" ON "portal_sessions"("created_at");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_app_uuid_fkey" FOREIGN KEY ("app_uuid") REFERENCES "apps"("uuid") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_app_uuid_fkey" FOREIGN KEY ("app_uuid") REFERENCES "apps"("uuid") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_connections" ADD CONSTRAINT "provider_connections_app_uuid_fkey" FOREIGN KEY ("app_uuid") REFERENCES "apps"("uuid") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_customers" ADD CONSTRAINT "provider_customers_app_uuid_tenant_uuid_fkey" FOREIGN KEY ("app_uuid", "tenant_uuid") REFERENCES "tenants"("app_uuid", "uuid") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_app_uuid_tenant_uuid_fkey" FOREIGN KEY ("app_uuid", "tenant_uuid") REFERENCES "tenants"("app_uuid", "uuid") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_keys"("key_id") ON DELETE RESTRICT ON UPDATE CASCADE;

