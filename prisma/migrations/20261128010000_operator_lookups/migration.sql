CREATE INDEX "portal_sessions_app_uuid_created_at_idx" ON "portal_sessions"("app_uuid", "created_at");

-- When one whose making was cut off is given up is found by an index from now on.
UPDATE "portal_checkouts" SET "next_attempt_at" = "created_at" + interval '1 hour' WHERE "state" = 'creating';
