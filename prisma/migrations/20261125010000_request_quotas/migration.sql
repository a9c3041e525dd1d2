-- What is spent of each limit in its current minute. Unlogged: it costs no write-ahead log, and after a crash of the
-- server the minute begins anew.
CREATE UNLOGGED TABLE "request_quotas" (
    "policy" VARCHAR(32) NOT NULL,
    "subject" VARCHAR(300) NOT NULL,
    "window_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "taken" INTEGER NOT NULL,
    "last_grant" INTEGER NOT NULL,

    CONSTRAINT "request_quotas_pkey" PRIMARY KEY ("policy","subject")
);
