-- Children who want to hear what came of a consultation. Goes with the contact, and with the time to tell them.
CREATE TABLE "hearing_back" (
    "contact_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "wording" INTEGER NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "hearing_back_pkey" PRIMARY KEY ("contact_id", "consultation_id")
);

CREATE INDEX "hearing_back_consultation_id_idx" ON "hearing_back"("consultation_id");

ALTER TABLE "hearing_back" ADD CONSTRAINT "hearing_back_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "hearing_back" ADD CONSTRAINT "hearing_back_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "hearing_back"
    ADD CONSTRAINT "hearing_back_wording_check" CHECK ("wording" >= 1);

-- How often children agreed, said no or took it back, by the words they were shown: whole batches, joined to nobody.
CREATE TABLE "consent_counts" (
    "consultation_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "flow_hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "age_wording" TEXT NOT NULL,
    "wording" INTEGER NOT NULL,
    "walks" INTEGER NOT NULL,

    CONSTRAINT "consent_counts_pkey" PRIMARY KEY ("consultation_id", "purpose", "decision", "flow_hash", "language", "age_wording", "wording")
);

ALTER TABLE "consent_counts" ADD CONSTRAINT "consent_counts_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "consent_counts" ADD CONSTRAINT "consent_counts_flow_hash_fkey" FOREIGN KEY ("flow_hash") REFERENCES "flows"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "consent_counts"
    ADD CONSTRAINT "consent_counts_purpose_check" CHECK ("purpose" IN ('answering', 'keeping-part')),
    ADD CONSTRAINT "consent_counts_decision_check" CHECK ("decision" IN ('given', 'refused', 'withdrawn')),
    ADD CONSTRAINT "consent_counts_language_check" CHECK ("language" ~ '^(\*|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$'),
    ADD CONSTRAINT "consent_counts_age_wording_check" CHECK ("age_wording" IN ('*', 'all', '7-8', '9-10', '11-13', '14-15')),
    ADD CONSTRAINT "consent_counts_wording_check" CHECK ("wording" >= 0),
    ADD CONSTRAINT "consent_counts_walks_check" CHECK ("walks" >= 1);

-- A walk that was taken back, or must not have been: what is left of it is erased by the next job.
ALTER TABLE "standing_consents"
    DROP CONSTRAINT "standing_consents_purpose_check",
    ADD CONSTRAINT "standing_consents_purpose_check" CHECK ("purpose" IN ('invitation', 'reminder', 'erasure', 'withdrawal'));

ALTER TABLE "retention_runs"
    DROP CONSTRAINT "retention_runs_what_check",
    ADD CONSTRAINT "retention_runs_what_check" CHECK ("what" IN ('asked', 'walks', 'contacts', 'left'));
