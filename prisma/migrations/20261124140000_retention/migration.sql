-- What was erased because its time was over, or because a child asked for it.
CREATE TABLE "retention_runs" (
    "day" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "erased" INTEGER NOT NULL,

    CONSTRAINT "retention_runs_pkey" PRIMARY KEY ("day","what")
);

ALTER TABLE "retention_runs"
    ADD CONSTRAINT "retention_runs_what_check" CHECK ("what" IN ('asked', 'walks', 'contacts')),
    ADD CONSTRAINT "retention_runs_erased_check" CHECK ("erased" >= 1);

-- A child may ask that everything is erased: whom that means is kept, encrypted, until it is done.
ALTER TABLE "standing_consents"
    DROP CONSTRAINT "standing_consents_purpose_check",
    ADD CONSTRAINT "standing_consents_purpose_check" CHECK ("purpose" IN ('invitation', 'reminder', 'erasure'));
