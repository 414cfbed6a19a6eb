-- CreateTable
CREATE TABLE "walk_marks" (
    "consultation_id" UUID NOT NULL,
    "mark" TEXT NOT NULL,
    "walks" INTEGER NOT NULL,

    CONSTRAINT "walk_marks_pkey" PRIMARY KEY ("consultation_id", "mark")
);

-- CreateTable
CREATE TABLE "progress_cuts" (
    "consultation_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "started" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,

    CONSTRAINT "progress_cuts_pkey" PRIMARY KEY ("consultation_id", "day")
);

-- CreateTable
CREATE TABLE "coverage_goals" (
    "consultation_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "children" INTEGER NOT NULL,
    "percent" DOUBLE PRECISION,
    "living" INTEGER,
    "source" TEXT NOT NULL DEFAULT '',
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coverage_goals_pkey" PRIMARY KEY ("consultation_id", "place")
);

-- CreateTable
CREATE TABLE "tallies" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "place" TEXT NOT NULL,
    "consultation_id" UUID,
    "children" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL,
    "entered_by_id" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tallies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tally_changes" (
    "tally_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "tally_changes_pkey" PRIMARY KEY ("tally_id", "revision")
);

-- CreateTable
CREATE TABLE "class_sittings" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "ended" BOOLEAN NOT NULL DEFAULT false,
    "begun_by_id" TEXT NOT NULL,
    "begun_by" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "class_sittings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tallies_consultation_id_idx" ON "tallies"("consultation_id");

-- CreateIndex
CREATE INDEX "tallies_held_on_place_idx" ON "tallies"("held_on", "place");

-- CreateIndex
CREATE INDEX "class_sittings_consultation_id_idx" ON "class_sittings"("consultation_id");

-- AddForeignKey
ALTER TABLE "walk_marks" ADD CONSTRAINT "walk_marks_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "progress_cuts" ADD CONSTRAINT "progress_cuts_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "coverage_goals" ADD CONSTRAINT "coverage_goals_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tally_changes" ADD CONSTRAINT "tally_changes_tally_id_fkey" FOREIGN KEY ("tally_id") REFERENCES "tallies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "class_sittings" ADD CONSTRAINT "class_sittings_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

ALTER TABLE "walk_marks"
    ADD CONSTRAINT "walk_marks_mark_check" CHECK ("mark" ~ '^(took:[0-9]{1,2}|stopped:[a-z][a-z0-9.-]{0,39})$'),
    ADD CONSTRAINT "walk_marks_walks_check" CHECK ("walks" >= 1);

ALTER TABLE "progress_cuts"
    ADD CONSTRAINT "progress_cuts_body_check" CHECK (jsonb_typeof("body") = 'object');

ALTER TABLE "coverage_goals"
    ADD CONSTRAINT "coverage_goals_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "coverage_goals_children_check" CHECK ("children" BETWEEN 1 AND 30000000),
    -- A share is nothing without the number it is a share of, and somebody who says so.
    ADD CONSTRAINT "coverage_goals_percent_check" CHECK (
        CASE WHEN "percent" IS NULL THEN "living" IS NULL
            ELSE "percent" > 0 AND "percent" <= 100 AND "living" IS NOT NULL AND "living" BETWEEN 1 AND 30000000 AND "source" <> '' END
    );

ALTER TABLE "tallies"
    ADD CONSTRAINT "tallies_kind_check" CHECK ("kind" IN ('forum', 'class-vote', 'paper-survey')),
    ADD CONSTRAINT "tallies_place_check" CHECK ("place" ~ '^([0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "tallies_children_check" CHECK ("children" BETWEEN 1 AND 100000),
    ADD CONSTRAINT "tallies_revision_check" CHECK ("revision" >= 1),
    ADD CONSTRAINT "tallies_content_check" CHECK (jsonb_typeof("content") = 'object');

ALTER TABLE "tally_changes"
    ADD CONSTRAINT "tally_changes_what_check" CHECK ("what" IN ('entered', 'corrected', 'withdrawn', 'restored')),
    ADD CONSTRAINT "tally_changes_content_check" CHECK (jsonb_typeof("content") = 'object');

ALTER TABLE "class_sittings"
    ADD CONSTRAINT "class_sittings_place_check" CHECK ("place" ~ '^([0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "class_sittings_revision_check" CHECK ("revision" >= 1),
    ADD CONSTRAINT "class_sittings_content_check" CHECK (jsonb_typeof("content") = 'object');

-- What was told stays told, and what was changed stays on record.
CREATE TRIGGER "progress_cuts_never_change" BEFORE UPDATE OR DELETE ON "progress_cuts"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "progress_cuts_never_truncated" BEFORE TRUNCATE ON "progress_cuts"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "tally_changes_never_change" BEFORE UPDATE OR DELETE ON "tally_changes"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "tally_changes_never_truncated" BEFORE TRUNCATE ON "tally_changes"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
