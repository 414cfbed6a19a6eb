-- CreateTable
CREATE TABLE "form_imports" (
    "draft_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "notes" JSONB NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_imports_pkey" PRIMARY KEY ("draft_id")
);

-- AddForeignKey
ALTER TABLE "form_imports" ADD CONSTRAINT "form_imports_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "flow_drafts"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
