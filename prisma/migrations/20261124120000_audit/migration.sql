-- The audit log.

-- CreateTable
CREATE TABLE "audit_entries" (
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "deed" TEXT NOT NULL,
    "subject" TEXT,
    "place" TEXT,
    "facts" JSONB NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "audit_seals" (
    "id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_previous_key" ON "audit_entries"("previous");

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");

-- CreateIndex
CREATE INDEX "audit_entries_subject_idx" ON "audit_entries"("subject");

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

ALTER TABLE "audit_entries"
    ADD CONSTRAINT "audit_entries_number_check" CHECK ("number" >= 1),
    ADD CONSTRAINT "audit_entries_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "audit_entries_facts_check" CHECK (jsonb_typeof("facts") = 'object'),
    ADD CONSTRAINT "audit_entries_hashes_check" CHECK ("hash" ~ '^[0-9a-f]{64}$' AND "previous" ~ '^[0-9a-f]{64}$');

ALTER TABLE "audit_seals"
    ADD CONSTRAINT "audit_seals_id_check" CHECK ("id" = 1);

-- What was entered stays entered.
CREATE TRIGGER "audit_entries_never_change" BEFORE UPDATE OR DELETE ON "audit_entries"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "audit_entries_never_truncated" BEFORE TRUNCATE ON "audit_entries"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();

-- The seal only ever moves on by one, or is made anew under another key.
CREATE FUNCTION "move_audit_seal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."number" <> OLD."number" + 1
        AND (NEW."number", NEW."hash") IS DISTINCT FROM (OLD."number", OLD."hash") THEN
        RAISE EXCEPTION 'the seal of the audit log moves on by one entry';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "audit_seals_move_on" BEFORE UPDATE ON "audit_seals"
    FOR EACH ROW EXECUTE FUNCTION "move_audit_seal"();
CREATE TRIGGER "audit_seals_never_deleted" BEFORE DELETE ON "audit_seals"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "audit_seals_never_truncated" BEFORE TRUNCATE ON "audit_seals"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
