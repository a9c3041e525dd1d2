-- CreateTable
CREATE TABLE "portal_actions" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "once_key" BYTEA NOT NULL,
    "claim_until" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "outcome_at" TIMESTAMPTZ(3),
    "shown_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "phase" VARCHAR(16) NOT NULL,
    "action_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "app_uuid" VARCHAR(128) NOT NULL,
    "tenant_uuid" VARCHAR(128) NOT NULL,
    "key_id" VARCHAR(32) NOT NULL,
    "provider" VARCHAR(32) NOT NULL,
    "action" VARCHAR(64) NOT NULL,
    "target_id" VARCHAR(128),
    "outcome" VARCHAR(16),
    "error_kind" VARCHAR(64),
    "detail" VARCHAR(64),

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "portal_actions_session_id_once_key_key" ON "portal_actions"("session_id", "once_key");

-- CreateIndex
CREATE INDEX "audit_entries_app_uuid_tenant_uuid_id_idx" ON "audit_entries"("app_uuid", "tenant_uuid", "id");

-- AddForeignKey
ALTER TABLE "portal_actions" ADD CONSTRAINT "portal_actions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "portal_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The audit trail takes rows and gives none back: not to the service, nor to anyone with its rights.
-- The driver that applies migrations cuts them at every semicolon, so those of the function are written \x3B.
CREATE FUNCTION "refuse_change_of_audit_entries"() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN RAISE EXCEPTION \'audit_entries is append-only\' USING ERRCODE = \'insufficient_privilege\'\x3B END';

CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
    FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_audit_entries"();

CREATE TRIGGER "audit_entries_no_truncate" BEFORE TRUNCATE ON "audit_entries"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_audit_entries"();
