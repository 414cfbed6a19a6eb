-- CreateTable
CREATE TABLE "flow_drafts" (
    "id" UUID NOT NULL,
    "flow_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "based_on" TEXT,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "published_as" TEXT,

    CONSTRAINT "flow_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow_draft_revisions" (
    "draft_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "about" TEXT,
    "source" JSONB NOT NULL,

    CONSTRAINT "flow_draft_revisions_pkey" PRIMARY KEY ("draft_id", "revision")
);

-- CreateTable
CREATE TABLE "flow_publications" (
    "hash" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_publications_pkey" PRIMARY KEY ("hash")
);

-- AddForeignKey
ALTER TABLE "flow_drafts" ADD CONSTRAINT "flow_drafts_based_on_fkey" FOREIGN KEY ("based_on") REFERENCES "flows"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_drafts" ADD CONSTRAINT "flow_drafts_published_as_fkey" FOREIGN KEY ("published_as") REFERENCES "flows"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_draft_revisions" ADD CONSTRAINT "flow_draft_revisions_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "flow_drafts"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "flow_publications" ADD CONSTRAINT "flow_publications_hash_fkey" FOREIGN KEY ("hash") REFERENCES "flows"("hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say.

ALTER TABLE "flow_drafts"
    ADD CONSTRAINT "flow_drafts_revision_check" CHECK ("revision" >= 1),
    ADD CONSTRAINT "flow_drafts_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$');
ALTER TABLE "flow_draft_revisions"
    ADD CONSTRAINT "flow_draft_revisions_revision_check" CHECK ("revision" >= 1);
ALTER TABLE "flow_publications"
    ADD CONSTRAINT "flow_publications_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$');

CREATE TRIGGER "flow_publications_never_change" BEFORE UPDATE OR DELETE ON "flow_publications"
    FOR EACH ROW EXECUTE FUNCTION "forbid_change"();
CREATE TRIGGER "flow_publications_never_truncated" BEFORE TRUNCATE ON "flow_publications"
    FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"();
