-- Plans of consultations, what is done to them, and codes for one child each; see ../../schema.prisma.

-- AlterTable
ALTER TABLE "consultations" ADD COLUMN "terms" JSONB;

-- AlterTable
ALTER TABLE "invitations" ADD COLUMN "label" TEXT NOT NULL DEFAULT '',
ADD COLUMN "sheet_id" UUID;

-- CreateTable
CREATE TABLE "consultation_plans" (
    "id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "handed_in_by" TEXT,
    "approved_by" TEXT,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consultation_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consultation_events" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "facts" JSONB NOT NULL,

    CONSTRAINT "consultation_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_sheets" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "place" TEXT,
    "label" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_sheets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_marks" (
    "key" TEXT NOT NULL,
    "used" BOOLEAN NOT NULL DEFAULT false,
    "mixed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "code_marks_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "consultation_events_consultation_id_at_idx" ON "consultation_events"("consultation_id", "at");

-- CreateIndex
CREATE INDEX "code_sheets_consultation_id_idx" ON "code_sheets"("consultation_id");

-- CreateIndex
CREATE INDEX "invitations_sheet_id_idx" ON "invitations"("sheet_id");

-- AddForeignKey
ALTER TABLE "code_sheets" ADD CONSTRAINT "code_sheets_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "code_sheets"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

CREATE INDEX "code_marks_unmixed_idx" ON "code_marks"("key") WHERE "used" AND NOT "mixed";

ALTER TABLE "consultations"
    ADD CONSTRAINT "consultations_terms_check" CHECK (jsonb_typeof("terms") = 'object');

ALTER TABLE "consultation_plans"
    ADD CONSTRAINT "consultation_plans_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "consultation_plans_status_check" CHECK (
        CASE "status"
            WHEN 'draft' THEN "handed_in_by" IS NULL AND "approved_by" IS NULL
            WHEN 'handed-in' THEN "handed_in_by" IS NOT NULL AND "approved_by" IS NULL
            -- Nobody approves what they handed in themselves.
            WHEN 'launched' THEN "handed_in_by" IS NOT NULL AND "approved_by" IS NOT NULL AND "approved_by" <> "handed_in_by"
            ELSE "status" = 'discarded'
        END
    ),
    ADD CONSTRAINT "consultation_plans_revision_check" CHECK ("revision" >= 1),
    ADD CONSTRAINT "consultation_plans_content_check" CHECK (jsonb_typeof("content") = 'object');

ALTER TABLE "code_sheets"
    ADD CONSTRAINT "code_sheets_place_check" CHECK ("place" ~ '^([0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "code_sheets_size_check" CHECK ("size" BETWEEN 1 AND 60);

ALTER TABLE "code_marks"
    ADD CONSTRAINT "code_marks_key_check" CHECK (length("key") = 43),
    ADD CONSTRAINT "code_marks_mixed_check" CHECK ("used" OR NOT "mixed");

-- A tablet of a school hands over to many children in a row.
ALTER TABLE "sessions"
    DROP CONSTRAINT "sessions_respondent_check",
    ADD CONSTRAINT "sessions_respondent_check" CHECK ("respondent" BETWEEN 1 AND 9999);

-- What was recorded stays.
CREATE TRIGGER "consultation_events_never_change" BEFORE UPDATE OR DELETE ON "consultation_events"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "consultation_events_never_truncated" BEFORE TRUNCATE ON "consultation_events"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();

CREATE OR REPLACE FUNCTION "guard_launched_consultation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."flow_hash" <> OLD."flow_hash" THEN
        RAISE EXCEPTION 'a launched consultation keeps its flow' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW."min_cell" < OLD."min_cell" THEN
        RAISE EXCEPTION 'the threshold of a launched consultation is never lowered' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW."terms" IS DISTINCT FROM OLD."terms" THEN
        RAISE EXCEPTION 'a launched consultation keeps what children were told' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
