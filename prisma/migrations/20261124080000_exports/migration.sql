-- CreateTable
CREATE TABLE "exports" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "release" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "ordered_by" TEXT NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "size" INTEGER,
    "body" BYTEA,

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "exports_status_ordered_at_idx" ON "exports"("status", "ordered_at");

-- CreateIndex
CREATE INDEX "exports_ordered_by_idx" ON "exports"("ordered_by");

-- AddForeignKey
ALTER TABLE "exports" ADD CONSTRAINT "exports_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say.
ALTER TABLE "exports"
    ADD CONSTRAINT "exports_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "exports_status_check" CHECK ("status" IN ('queued', 'running', 'done', 'failed')),
    ADD CONSTRAINT "exports_progress_check" CHECK ("progress" BETWEEN 0 AND 100),
    ADD CONSTRAINT "exports_body_check" CHECK (("status" = 'done') = ("body" IS NOT NULL));
