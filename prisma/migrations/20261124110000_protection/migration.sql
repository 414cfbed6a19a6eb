-- Cases of children who may be in danger.
CREATE TABLE "protection_cases" (
    "id" UUID NOT NULL,
    "contact_id" UUID,
    "consultation_id" UUID,
    "place" TEXT,
    "channel" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "kinds" JSONB NOT NULL,
    "severity" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "wants_person_at" TIMESTAMPTZ(3),
    "says_fine_at" TIMESTAMPTZ(3),
    "taken_at" TIMESTAMPTZ(3),
    "taken_by" TEXT,
    "notice_level" INTEGER NOT NULL DEFAULT 0,
    "notice_due_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "closing" TEXT,

    CONSTRAINT "protection_cases_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "protection_words" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "protection_words_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "protection_steps" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "protection_steps_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "protection_ways" (
    "id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "protection_ways_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "protection_cases_contact_id_idx" ON "protection_cases"("contact_id");
CREATE INDEX "protection_cases_notice_due_at_idx" ON "protection_cases"("notice_due_at");
CREATE INDEX "protection_words_case_id_idx" ON "protection_words"("case_id");
CREATE INDEX "protection_steps_case_id_idx" ON "protection_steps"("case_id");
CREATE INDEX "protection_ways_place_idx" ON "protection_ways"("place");

-- A child has one open case at a time; what is heard meanwhile joins it.
CREATE UNIQUE INDEX "protection_cases_open" ON "protection_cases"("contact_id") WHERE "closed_at" IS NULL;

ALTER TABLE "protection_cases" ADD CONSTRAINT "protection_cases_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE RESTRICT;
ALTER TABLE "protection_words" ADD CONSTRAINT "protection_words_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "protection_cases"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "protection_steps" ADD CONSTRAINT "protection_steps_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "protection_cases"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
