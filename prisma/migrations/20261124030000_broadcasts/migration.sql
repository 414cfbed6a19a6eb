-- Reminders and invitations: what was decided, how far it is, what contacts agreed to, and what left.

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN "broadcast_id" UUID,
ADD COLUMN "on_its_way" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "broadcasts" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "events" JSONB NOT NULL,

    CONSTRAINT "broadcasts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast_lanes" (
    "broadcast_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "audience" INTEGER NOT NULL,
    "cursor" TEXT,
    "looked_at" INTEGER NOT NULL DEFAULT 0,
    "queued" INTEGER NOT NULL DEFAULT 0,
    "skipped" JSONB NOT NULL DEFAULT '{}',
    "done" BOOLEAN NOT NULL DEFAULT false,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "blocked" INTEGER NOT NULL DEFAULT 0,
    "unsure" INTEGER NOT NULL DEFAULT 0,
    "measured_at" TIMESTAMPTZ(3),
    "measured_sent" INTEGER NOT NULL DEFAULT 0,
    "per_second" DOUBLE PRECISION,

    CONSTRAINT "broadcast_lanes_pkey" PRIMARY KEY ("broadcast_id","channel")
);

-- CreateTable
CREATE TABLE "broadcast_marks" (
    "key" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "messages" INTEGER NOT NULL,

    CONSTRAINT "broadcast_marks_pkey" PRIMARY KEY ("key","day")
);

-- CreateTable
CREATE TABLE "standing_consents" (
    "key" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "wording" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "holder" TEXT,
    "mixed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "standing_consents_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "sent_messages" (
    "channel" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "messages" INTEGER NOT NULL,

    CONSTRAINT "sent_messages_pkey" PRIMARY KEY ("channel","month")
);

-- CreateIndex
CREATE INDEX "broadcasts_consultation_id_idx" ON "broadcasts"("consultation_id");

-- AddForeignKey
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "broadcast_lanes" ADD CONSTRAINT "broadcast_lanes_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcasts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

-- One at a time: two at once would write to the same children.
CREATE UNIQUE INDEX "broadcasts_live_idx" ON "broadcasts"("consultation_id", "kind") WHERE "status" IN ('running', 'paused');
CREATE INDEX "outbox_broadcasts_idx" ON "outbox"("channel", "due_at", "id") WHERE "broadcast_id" IS NOT NULL;
-- Written so that it serves no other statement, and no other index those that name it.
CREATE INDEX "sessions_unfinished_idx" ON "sessions"("consultation_id", "contact_id") WHERE num_nulls("disposition", "sealed_on") = 2;
CREATE INDEX "contacts_zalo_idx" ON "contacts"("id") WHERE "channel" = 'zalo';
CREATE INDEX "standing_consents_given_idx" ON "standing_consents"("channel", "key") WHERE "purpose" = 'invitation' AND "decision" = 'given';
CREATE INDEX "standing_consents_unmixed_idx" ON "standing_consents"("key") WHERE NOT "mixed";

-- The planner's statistics hold samples of values, and would outlive what was erased.
ALTER TABLE "standing_consents" ALTER COLUMN "holder" SET STATISTICS 0;

ALTER TABLE "broadcasts"
    ADD CONSTRAINT "broadcasts_kind_check" CHECK ("kind" IN ('reminder', 'invitation')),
    ADD CONSTRAINT "broadcasts_place_check" CHECK ("place" ~ '^[0-9]{2}$'),
    ADD CONSTRAINT "broadcasts_status_check" CHECK ("status" IN ('running', 'paused', 'stopped', 'done')),
    ADD CONSTRAINT "broadcasts_events_check" CHECK (jsonb_typeof("events") = 'array');

ALTER TABLE "broadcast_lanes"
    ADD CONSTRAINT "broadcast_lanes_channel_check" CHECK ("channel" IN ('telegram', 'zalo', 'zalo-oa')),
    ADD CONSTRAINT "broadcast_lanes_counts_check" CHECK ("audience" >= 0 AND "queued" <= "looked_at" AND least("queued", "sent", "failed", "blocked", "unsure") >= 0),
    ADD CONSTRAINT "broadcast_lanes_skipped_check" CHECK (jsonb_typeof("skipped") = 'object');

ALTER TABLE "broadcast_marks"
    ADD CONSTRAINT "broadcast_marks_key_check" CHECK (length("key") = 43),
    ADD CONSTRAINT "broadcast_marks_messages_check" CHECK ("messages" >= 1);

ALTER TABLE "standing_consents"
    ADD CONSTRAINT "standing_consents_key_check" CHECK (length("key") = 43),
    ADD CONSTRAINT "standing_consents_purpose_check" CHECK ("purpose" IN ('invitation', 'reminder')),
    ADD CONSTRAINT "standing_consents_decision_check" CHECK (
        "decision" = 'given' AND "holder" IS NOT NULL OR "decision" = 'withdrawn' AND "holder" IS NULL
    ),
    ADD CONSTRAINT "standing_consents_channel_check" CHECK ("channel" IN ('web', 'telegram', 'zalo', 'zalo-oa')),
    ADD CONSTRAINT "standing_consents_wording_check" CHECK ("wording" >= 1);

ALTER TABLE "sent_messages"
    ADD CONSTRAINT "sent_messages_month_check" CHECK ("month" ~ '^[0-9]{4}-[0-9]{2}$'),
    ADD CONSTRAINT "sent_messages_messages_check" CHECK ("messages" >= 1);
