-- Tallies of tables, and published tables.

-- CreateTable
CREATE TABLE "raw_counts" (
    "consultation_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "responses" INTEGER NOT NULL,
    "cut_at" INTEGER NOT NULL,
    "counts" INTEGER[],

    CONSTRAINT "raw_counts_pkey" PRIMARY KEY ("consultation_id","scope")
);

-- CreateTable
CREATE TABLE "published_tables" (
    "consultation_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "columns" TEXT NOT NULL,
    "rows" TEXT NOT NULL,
    "release" INTEGER NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "published_tables_pkey" PRIMARY KEY ("consultation_id","scope","columns","rows","release")
);

-- AddForeignKey
ALTER TABLE "raw_counts" ADD CONSTRAINT "raw_counts_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "published_tables" ADD CONSTRAINT "published_tables_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Below: what the schema language of Prisma cannot say.

-- Rows are changed in place over and over: half of each page stays free for their next version.
ALTER TABLE "raw_counts" SET (fillfactor = 50);

ALTER TABLE "raw_counts"
    ADD CONSTRAINT "raw_counts_scope_check" CHECK ("scope" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "raw_counts_responses_check" CHECK ("responses" >= 0 AND "cut_at" BETWEEN 0 AND "responses");

ALTER TABLE "published_tables"
    ADD CONSTRAINT "published_tables_scope_check" CHECK ("scope" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "published_tables_rows_check" CHECK ("rows" <> ''),
    ADD CONSTRAINT "published_tables_body_check" CHECK (jsonb_typeof("body") = 'object');

CREATE TRIGGER "published_tables_never_change" BEFORE UPDATE OR DELETE ON "published_tables"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "published_tables_never_truncated" BEFORE TRUNCATE ON "published_tables"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();

-- Adds to some of many counts. Set-based SQL would take all of them apart for the sake of a few.
CREATE FUNCTION "add_counts"("counts" INTEGER[], "places" INTEGER[], "more" INTEGER[]) RETURNS INTEGER[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF cardinality("places") <> cardinality("more") OR "places"[cardinality("places")] > cardinality("counts") THEN
        RAISE EXCEPTION 'counts of another length' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    FOR i IN 1 .. cardinality("places") LOOP
        "counts"["places"[i]] := "counts"["places"[i]] + "more"[i];
    END LOOP;
    RETURN "counts";
END $$;

-- What was sealed before there were tallies is counted by the next release. Until then NULL says so.
INSERT INTO "raw_counts" ("consultation_id", "scope", "responses", "cut_at", "counts")
SELECT "id", 'VN', 0, 0, NULL FROM "consultations"
WHERE EXISTS (SELECT 1 FROM "responses" WHERE "responses"."consultation_id" = "consultations"."id");
