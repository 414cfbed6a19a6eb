-- Where a consultation asks parents as well: what a parent says on a phone of their own. Goes with the walk, and at sealing.
CREATE TABLE "parent_words" (
    "session_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "wording" INTEGER NOT NULL,
    "asked_on" DATE NOT NULL,
    "decision" TEXT,
    "decided_on" DATE,

    CONSTRAINT "parent_words_pkey" PRIMARY KEY ("session_id")
);

CREATE INDEX "parent_words_key_idx" ON "parent_words"("key");

ALTER TABLE "parent_words" ADD CONSTRAINT "parent_words_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "parent_words"
    ADD CONSTRAINT "parent_words_key_check" CHECK ("key" ~ '^[A-Za-z0-9_-]{43}$'),
    ADD CONSTRAINT "parent_words_wording_check" CHECK ("wording" >= 1),
    ADD CONSTRAINT "parent_words_decision_check" CHECK ("decision" IN ('agreed', 'declined', 'withdrawn')),
    ADD CONSTRAINT "parent_words_decided_check" CHECK (("decision" IS NULL) = ("decided_on" IS NULL));

-- Slips that parents signed and a school collected, as counts.
CREATE TABLE "parent_slips" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "sheet_id" UUID,
    "code" TEXT,
    "slips" INTEGER NOT NULL,
    "collected_on" DATE NOT NULL,
    "holder" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parent_slips_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "parent_slips_consultation_id_idx" ON "parent_slips"("consultation_id");
CREATE INDEX "parent_slips_sheet_id_idx" ON "parent_slips"("sheet_id");
CREATE INDEX "parent_slips_code_idx" ON "parent_slips"("code");

ALTER TABLE "parent_slips" ADD CONSTRAINT "parent_slips_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "parent_slips" ADD CONSTRAINT "parent_slips_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "code_sheets"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "parent_slips" ADD CONSTRAINT "parent_slips_code_fkey" FOREIGN KEY ("code") REFERENCES "invitations"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "parent_slips"
    ADD CONSTRAINT "parent_slips_of_check" CHECK (num_nonnulls("sheet_id", "code") = 1),
    ADD CONSTRAINT "parent_slips_slips_check" CHECK ("slips" BETWEEN 1 AND 100000),
    ADD CONSTRAINT "parent_slips_holder_check" CHECK ("holder" <> '');

-- A walk that begins with such a code asks no parent again.
ALTER TABLE "invitations" ADD COLUMN "parents_signed" BOOLEAN NOT NULL DEFAULT false;

-- How parents decided: whole batches, joined to nobody.
CREATE TABLE "parent_counts" (
    "consultation_id" UUID NOT NULL,
    "way" TEXT NOT NULL,
    "wording" INTEGER NOT NULL,
    "decision" TEXT NOT NULL,
    "walks" INTEGER NOT NULL,

    CONSTRAINT "parent_counts_pkey" PRIMARY KEY ("consultation_id", "way", "wording", "decision")
);

ALTER TABLE "parent_counts" ADD CONSTRAINT "parent_counts_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "parent_counts"
    ADD CONSTRAINT "parent_counts_way_check" CHECK ("way" IN ('*', 'same-phone', 'own-phone', 'list')),
    ADD CONSTRAINT "parent_counts_wording_check" CHECK ("wording" >= 1),
    ADD CONSTRAINT "parent_counts_decision_check" CHECK ("decision" IN ('agreed', 'declined', 'withdrawn')),
    ADD CONSTRAINT "parent_counts_walks_check" CHECK ("walks" >= 1);
