-- Moderation of what children wrote.

-- CreateTable
CREATE TABLE "moderation_leases" (
    "text_id" UUID NOT NULL,
    "moderator" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moderation_leases_pkey" PRIMARY KEY ("text_id")
);

-- CreateTable
CREATE TABLE "moderated_texts" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "text" TEXT,
    "trace" TEXT NOT NULL,
    "original" TEXT,
    "waiting_since" DATE,
    "moderator" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "moderated_texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_themes" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,

    CONSTRAINT "comment_themes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment_tags" (
    "comment_id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,

    CONSTRAINT "comment_tags_pkey" PRIMARY KEY ("comment_id","theme_id")
);

-- CreateTable
CREATE TABLE "comment_quotes" (
    "comment_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposer" TEXT NOT NULL,
    "confirmed_by" TEXT,
    "confirmer" TEXT,

    CONSTRAINT "comment_quotes_pkey" PRIMARY KEY ("comment_id")
);

-- CreateIndex
CREATE INDEX "moderation_leases_moderator_idx" ON "moderation_leases"("moderator");

-- CreateIndex
CREATE INDEX "moderated_texts_consultation_id_idx" ON "moderated_texts"("consultation_id");

-- CreateIndex
CREATE INDEX "moderated_texts_moderator_idx" ON "moderated_texts"("moderator");

-- CreateIndex
CREATE UNIQUE INDEX "comment_themes_consultation_id_question_label_key" ON "comment_themes"("consultation_id", "question", "label");

-- CreateIndex
CREATE INDEX "comment_tags_theme_id_idx" ON "comment_tags"("theme_id");

-- CreateIndex
CREATE INDEX "comments_consultation_id_question_idx" ON "comments"("consultation_id", "question");

-- AddForeignKey
ALTER TABLE "moderated_texts" ADD CONSTRAINT "moderated_texts_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment_themes" ADD CONSTRAINT "comment_themes_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment_tags" ADD CONSTRAINT "comment_tags_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment_tags" ADD CONSTRAINT "comment_tags_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "comment_themes"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment_quotes" ADD CONSTRAINT "comment_quotes_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

-- Withheld ones wait for nothing but to be taken back; once that is over nothing of a decision is left but the text and a
-- trace that no longer leads to anybody.
ALTER TABLE "moderated_texts"
    ADD CONSTRAINT "moderated_texts_decision_check" CHECK ("decision" IN ('show', 'withhold')),
    ADD CONSTRAINT "moderated_texts_shown_check" CHECK (("decision" = 'show') = ("text" IS NOT NULL)),
    ADD CONSTRAINT "moderated_texts_settled_check" CHECK (
        ("original" IS NULL) = ("moderator" IS NULL) AND ("original" IS NULL) = ("decided_at" IS NULL)
        AND ("original" IS NULL) = ("waiting_since" IS NULL));

-- Nothing is quoted in public on one person's word.
ALTER TABLE "comment_quotes"
    ADD CONSTRAINT "comment_quotes_two_check" CHECK ("confirmed_by" <> "proposed_by"),
    ADD CONSTRAINT "comment_quotes_confirmed_check" CHECK (("confirmed_by" IS NULL) = ("confirmer" IS NULL));
