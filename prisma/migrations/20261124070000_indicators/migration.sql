-- Denominators, targets and closed years.
-- CreateTable
CREATE TABLE "indicator_rows" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "indicator_rows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator_row_changes" (
    "row_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "indicator_row_changes_pkey" PRIMARY KEY ("row_id", "revision")
);

-- CreateTable
CREATE TABLE "indicator_cuts" (
    "year" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "turns" INTEGER NOT NULL,

    CONSTRAINT "indicator_cuts_pkey" PRIMARY KEY ("year", "day")
);

-- CreateTable
CREATE TABLE "closed_years" (
    "year" INTEGER NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by_id" TEXT NOT NULL,
    "closed_by" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "closed_years_pkey" PRIMARY KEY ("year")
);

-- CreateIndex
CREATE INDEX "indicator_rows_place_idx" ON "indicator_rows"("place");

-- AddForeignKey
ALTER TABLE "indicator_row_changes" ADD CONSTRAINT "indicator_row_changes_row_id_fkey" FOREIGN KEY ("row_id") REFERENCES "indicator_rows"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

-- Of rows that speak of the same thing one holds.
CREATE UNIQUE INDEX "indicator_rows_key_idx" ON "indicator_rows"("key") WHERE NOT "withdrawn";

ALTER TABLE "indicator_rows"
    ADD CONSTRAINT "indicator_rows_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "indicator_rows_revision_check" CHECK ("revision" >= 1),
    -- No number without a source.
    ADD CONSTRAINT "indicator_rows_content_check" CHECK (
        jsonb_typeof("content") = 'object' AND coalesce("content" ->> 'source', '') <> ''
        AND "content" ->> 'kind' IN ('denominator', 'target')
    );

ALTER TABLE "indicator_row_changes"
    ADD CONSTRAINT "indicator_row_changes_what_check" CHECK ("what" IN ('entered', 'imported', 'corrected', 'withdrawn', 'restored')),
    ADD CONSTRAINT "indicator_row_changes_content_check" CHECK (jsonb_typeof("content") = 'object');

ALTER TABLE "indicator_cuts"
    ADD CONSTRAINT "indicator_cuts_body_check" CHECK (jsonb_typeof("body") = 'object');

ALTER TABLE "closed_years"
    ADD CONSTRAINT "closed_years_body_check" CHECK (jsonb_typeof("body") = 'object' AND jsonb_typeof("rows") = 'array'),
    ADD CONSTRAINT "closed_years_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$');

-- What was told stays told, what was changed stays on record, and what is closed stays closed.
CREATE TRIGGER "indicator_row_changes_never_change" BEFORE UPDATE OR DELETE ON "indicator_row_changes"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "indicator_row_changes_never_truncated" BEFORE TRUNCATE ON "indicator_row_changes"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "indicator_cuts_never_change" BEFORE UPDATE OR DELETE ON "indicator_cuts"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "indicator_cuts_never_truncated" BEFORE TRUNCATE ON "indicator_cuts"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "closed_years_never_change" BEFORE UPDATE OR DELETE ON "closed_years"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "closed_years_never_truncated" BEFORE TRUNCATE ON "closed_years"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
