-- The first data model; see ../../schema.prisma for what each table is for.

-- CreateTable
CREATE TABLE "flows" (
    "hash" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "source" JSONB NOT NULL,

    CONSTRAINT "flows_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "consultations" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "flow_hash" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "min_cell" INTEGER NOT NULL,
    "places" TEXT[] NOT NULL,
    "demo" BOOLEAN NOT NULL,

    CONSTRAINT "consultations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "code" TEXT NOT NULL,
    "consultation_id" UUID NOT NULL,
    "place" TEXT,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "localities" (
    "code" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_code" TEXT NOT NULL,

    CONSTRAINT "localities_pkey" PRIMARY KEY ("code","valid_from")
);

-- CreateTable
CREATE TABLE "locality_predecessors" (
    "level" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "old_code" TEXT,
    "valid_until" DATE NOT NULL,
    "old_name" TEXT NOT NULL,
    "old_district" TEXT,
    "old_province" TEXT,
    "new_code" TEXT NOT NULL,

    CONSTRAINT "locality_predecessors_pkey" PRIMARY KEY ("level","line")
);

-- CreateTable
CREATE TABLE "loaded_files" (
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "loaded_files_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "vendor_tokens" (
    "channel" TEXT NOT NULL,
    "tokens" TEXT NOT NULL,

    CONSTRAINT "vendor_tokens_pkey" PRIMARY KEY ("channel")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "language" TEXT,
    "blocked_at" TIMESTAMPTZ(3),
    "active_session_id" UUID,
    "version" INTEGER NOT NULL,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "flow_hash" TEXT NOT NULL,
    "respondent" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" JSONB,
    "disposition" TEXT,
    "ended_on" DATE,
    "sealed_on" DATE,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "key" TEXT NOT NULL,
    "session_id" UUID,
    "reply" JSONB,
    "received_on" DATE NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "contact_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiting_texts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "consultation_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "trace" TEXT NOT NULL,
    "waiting_since" DATE NOT NULL,
    "mixed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "waiting_texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "responses" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "flow_hash" TEXT NOT NULL,
    "disposition" TEXT NOT NULL,
    "age_band" TEXT,
    "place" TEXT,
    "channel" TEXT,
    "language" TEXT,
    "simulated" BOOLEAN NOT NULL,
    "sealed_on" DATE NOT NULL,

    CONSTRAINT "responses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answers" (
    "response_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "options" TEXT[],
    "number" DOUBLE PRECISION,
    "skipped" BOOLEAN NOT NULL,

    CONSTRAINT "answers_pkey" PRIMARY KEY ("response_id","question")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "age_band" TEXT,
    "province" TEXT,
    "text" TEXT NOT NULL,
    "sealed_on" DATE NOT NULL,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger" (
    "year" INTEGER NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "place" TEXT,
    "age_band" TEXT NOT NULL,
    "sex" TEXT,
    "basis" TEXT NOT NULL,
    "indicators" INTEGER[] NOT NULL,

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("year","pseudonym")
);

-- CreateTable
CREATE TABLE "yearly_keys" (
    "year" INTEGER NOT NULL,
    "key" TEXT,
    "destroyed_on" DATE,

    CONSTRAINT "yearly_keys_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "releases" (
    "consultation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "releases_pkey" PRIMARY KEY ("consultation_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "flows_id_version_key" ON "flows"("id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "consultations_slug_key" ON "consultations"("slug");

-- CreateIndex
CREATE INDEX "consultations_flow_hash_idx" ON "consultations"("flow_hash");

-- CreateIndex
CREATE INDEX "invitations_consultation_id_idx" ON "invitations"("consultation_id");

-- CreateIndex
CREATE INDEX "localities_parent_code_idx" ON "localities"("parent_code");

-- CreateIndex
CREATE INDEX "locality_predecessors_old_code_idx" ON "locality_predecessors"("old_code");

-- CreateIndex
CREATE UNIQUE INDEX "contacts_hash_key" ON "contacts"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_contact_id_consultation_id_respondent_key" ON "sessions"("contact_id", "consultation_id", "respondent");

-- CreateIndex
CREATE INDEX "outbox_contact_id_id_idx" ON "outbox"("contact_id", "id");

-- CreateIndex
CREATE INDEX "outbox_channel_due_at_id_idx" ON "outbox"("channel", "due_at", "id");

-- CreateIndex
CREATE INDEX "waiting_texts_consultation_id_idx" ON "waiting_texts"("consultation_id");

-- CreateIndex
CREATE INDEX "responses_consultation_id_idx" ON "responses"("consultation_id");

-- CreateIndex
CREATE INDEX "comments_consultation_id_idx" ON "comments"("consultation_id");

-- AddForeignKey
ALTER TABLE "consultations" ADD CONSTRAINT "consultations_flow_hash_fkey" FOREIGN KEY ("flow_hash") REFERENCES "flows"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_active_session_id_fkey" FOREIGN KEY ("active_session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_flow_hash_fkey" FOREIGN KEY ("flow_hash") REFERENCES "flows"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "waiting_texts" ADD CONSTRAINT "waiting_texts_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "responses" ADD CONSTRAINT "responses_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "responses" ADD CONSTRAINT "responses_flow_hash_fkey" FOREIGN KEY ("flow_hash") REFERENCES "flows"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "responses"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "releases" ADD CONSTRAINT "releases_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

CREATE INDEX "sessions_unsealed_idx" ON "sessions"("consultation_id", "disposition") WHERE "sealed_on" IS NULL;
CREATE INDEX "inbox_session_id_idx" ON "inbox"("session_id") WHERE "session_id" IS NOT NULL;
CREATE INDEX "waiting_texts_unmixed_idx" ON "waiting_texts"("consultation_id") WHERE NOT "mixed";

-- A turn rewrites its walk: room on the page keeps the new version there and the indexes untouched.
ALTER TABLE "sessions" SET (fillfactor = 60);
ALTER TABLE "contacts" SET (fillfactor = 80);

-- The planner's statistics hold samples of values, and would outlive what was erased.
ALTER TABLE "contacts" ALTER COLUMN "account" SET STATISTICS 0;
ALTER TABLE "sessions" ALTER COLUMN "state" SET STATISTICS 0;
ALTER TABLE "inbox" ALTER COLUMN "reply" SET STATISTICS 0;
ALTER TABLE "outbox" ALTER COLUMN "payload" SET STATISTICS 0;
ALTER TABLE "waiting_texts" ALTER COLUMN "text" SET STATISTICS 0, ALTER COLUMN "trace" SET STATISTICS 0;

ALTER TABLE "flows"
    ADD CONSTRAINT "flows_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "flows_version_check" CHECK ("version" >= 1);

ALTER TABLE "consultations"
    ADD CONSTRAINT "consultations_slug_check" CHECK ("slug" ~ '^[a-z0-9][a-z0-9-]{2,59}$'),
    ADD CONSTRAINT "consultations_closes_at_check" CHECK ("closes_at" > "opens_at"),
    ADD CONSTRAINT "consultations_min_cell_check" CHECK ("min_cell" >= 1),
    ADD CONSTRAINT "consultations_places_check" CHECK (cardinality("places") >= 1);

ALTER TABLE "invitations"
    ADD CONSTRAINT "invitations_code_check" CHECK ("code" ~ '^[A-Z0-9]{3,12}$'),
    ADD CONSTRAINT "invitations_place_check" CHECK ("place" ~ '^([0-9]{2}|[0-9]{5})$');

ALTER TABLE "localities"
    ADD CONSTRAINT "localities_level_check" CHECK (
        "level" = 'province' AND "code" ~ '^[0-9]{2}$' AND "kind" IN ('thanh_pho', 'tinh') AND "parent_code" = 'VN'
        OR "level" = 'commune' AND "code" ~ '^[0-9]{5}$' AND "kind" IN ('xa', 'phuong', 'dac_khu') AND "parent_code" ~ '^[0-9]{2}$'
    );

ALTER TABLE "locality_predecessors"
    ADD CONSTRAINT "locality_predecessors_level_check" CHECK (
        "level" = 'province' AND "old_code" ~ '^[0-9]{2}$' AND "new_code" ~ '^[0-9]{2}$'
        OR "level" = 'commune' AND ("old_code" IS NULL OR "old_code" ~ '^[0-9]{5}$') AND "new_code" ~ '^[0-9]{5}$'
    );

ALTER TABLE "vendor_tokens"
    ADD CONSTRAINT "vendor_tokens_channel_check" CHECK ("channel" IN ('web', 'telegram', 'zalo', 'zalo-oa'));

ALTER TABLE "contacts"
    ADD CONSTRAINT "contacts_hash_check" CHECK (length("hash") = 43),
    ADD CONSTRAINT "contacts_channel_check" CHECK ("channel" IN ('web', 'telegram', 'zalo', 'zalo-oa')),
    ADD CONSTRAINT "contacts_account_check" CHECK (length("account") BETWEEN 1 AND 1000),
    ADD CONSTRAINT "contacts_version_check" CHECK ("version" >= 1);

-- 32 KiB is many times what a walk needs; it keeps a flood of open text out.
ALTER TABLE "sessions"
    ADD CONSTRAINT "sessions_respondent_check" CHECK ("respondent" BETWEEN 1 AND 99),
    ADD CONSTRAINT "sessions_state_check" CHECK (jsonb_typeof("state") = 'object' AND pg_column_size("state") <= 32768),
    ADD CONSTRAINT "sessions_disposition_check" CHECK ("disposition" IN ('complete', 'partial', 'break-off', 'refusal')),
    ADD CONSTRAINT "sessions_ended_on_check" CHECK (("disposition" IS NULL) = ("ended_on" IS NULL)),
    ADD CONSTRAINT "sessions_sealed_check" CHECK (
        CASE WHEN "sealed_on" IS NULL
            THEN "state" IS NOT NULL AND "version" >= 1
            ELSE "state" IS NULL AND "version" = 0 AND "disposition" IS NULL AND "ended_on" IS NULL
        END
    );

ALTER TABLE "inbox"
    ADD CONSTRAINT "inbox_key_check" CHECK (length("key") = 43),
    ADD CONSTRAINT "inbox_reply_check" CHECK (jsonb_typeof("reply") = 'array');

ALTER TABLE "outbox"
    ADD CONSTRAINT "outbox_channel_check" CHECK ("channel" IN ('web', 'telegram', 'zalo', 'zalo-oa')),
    ADD CONSTRAINT "outbox_payload_check" CHECK (jsonb_typeof("payload") = 'object'),
    ADD CONSTRAINT "outbox_attempts_check" CHECK ("attempts" >= 0),
    ADD CONSTRAINT "outbox_dead_at_check" CHECK ("dead_at" IS NULL OR ("reason" IS NOT NULL AND "claimed_until" IS NULL));

ALTER TABLE "waiting_texts"
    ADD CONSTRAINT "waiting_texts_text_check" CHECK (length("text") BETWEEN 1 AND 5000),
    ADD CONSTRAINT "waiting_texts_trace_check" CHECK (length("trace") BETWEEN 1 AND 2000);

ALTER TABLE "responses"
    ADD CONSTRAINT "responses_disposition_check" CHECK ("disposition" IN ('complete', 'partial')),
    ADD CONSTRAINT "responses_age_band_check" CHECK ("age_band" IN ('7-8', '9-10', '11-13', '14-15')),
    ADD CONSTRAINT "responses_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "responses_channel_check" CHECK ("channel" IN ('web', 'telegram', 'zalo', 'zalo-oa'));

ALTER TABLE "answers"
    ADD CONSTRAINT "answers_value_check" CHECK (num_nonnulls("options", "number") = CASE WHEN "skipped" THEN 0 ELSE 1 END),
    ADD CONSTRAINT "answers_number_check" CHECK ("number" < 'Infinity' AND "number" > '-Infinity');

ALTER TABLE "comments"
    ADD CONSTRAINT "comments_age_band_check" CHECK ("age_band" IN ('7-8', '9-10', '11-13', '14-15')),
    ADD CONSTRAINT "comments_province_check" CHECK ("province" ~ '^[0-9]{2}$'),
    ADD CONSTRAINT "comments_text_check" CHECK (length("text") BETWEEN 1 AND 5000);

ALTER TABLE "ledger"
    ADD CONSTRAINT "ledger_year_check" CHECK ("year" BETWEEN 2020 AND 2100),
    ADD CONSTRAINT "ledger_pseudonym_check" CHECK (length("pseudonym") = 43),
    ADD CONSTRAINT "ledger_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "ledger_age_band_check" CHECK ("age_band" IN ('7-8', '9-10', '11-13', '14-15')),
    ADD CONSTRAINT "ledger_sex_check" CHECK ("sex" IN ('girl', 'boy')),
    ADD CONSTRAINT "ledger_basis_check" CHECK ("basis" IN ('account', 'one-time-code', 'browser', 'off-chat')),
    ADD CONSTRAINT "ledger_indicators_check" CHECK ("indicators" <@ ARRAY[22, 23, 24]);

ALTER TABLE "yearly_keys"
    ADD CONSTRAINT "yearly_keys_year_check" CHECK ("year" BETWEEN 2020 AND 2100),
    ADD CONSTRAINT "yearly_keys_destroyed_on_check" CHECK (("key" IS NULL) = ("destroyed_on" IS NOT NULL));

ALTER TABLE "releases"
    ADD CONSTRAINT "releases_number_check" CHECK ("number" >= 1),
    ADD CONSTRAINT "releases_body_check" CHECK (jsonb_typeof("body") = 'object');

CREATE FUNCTION "forbid_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % never change once written', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "flows_never_change" BEFORE UPDATE OR DELETE ON "flows"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "releases_never_change" BEFORE UPDATE OR DELETE ON "releases"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "flows_never_truncated" BEFORE TRUNCATE ON "flows"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "releases_never_truncated" BEFORE TRUNCATE ON "releases"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();

CREATE FUNCTION "guard_launched_consultation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."flow_hash" <> OLD."flow_hash" THEN
        RAISE EXCEPTION 'a launched consultation keeps its flow' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW."min_cell" < OLD."min_cell" THEN
        RAISE EXCEPTION 'the threshold of a launched consultation is never lowered' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER "consultations_guarded" BEFORE UPDATE ON "consultations"
    FOR EACH ROW EXECUTE FUNCTION "guard_launched_consultation"();
