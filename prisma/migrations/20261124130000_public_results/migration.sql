-- CreateTable
CREATE TABLE "public_results" (
    "consultation_id" UUID NOT NULL,
    "published_by_id" TEXT NOT NULL,
    "published_by" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "public_results_pkey" PRIMARY KEY ("consultation_id")
);

-- AddForeignKey
ALTER TABLE "public_results" ADD CONSTRAINT "public_results_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
