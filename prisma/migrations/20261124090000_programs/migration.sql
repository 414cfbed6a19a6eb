-- Keys and addresses of other systems.

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "key_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,
    "last_used_on" DATE,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_hooks" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,

    CONSTRAINT "release_hooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_hook_marks" (
    "hook_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "release" INTEGER NOT NULL,

    CONSTRAINT "release_hook_marks_pkey" PRIMARY KEY ("hook_id", "consultation_id")
);

-- CreateTable
CREATE TABLE "hook_deliveries" (
    "id" UUID NOT NULL,
    "hook_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT,
    "body" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    "last_outcome" TEXT,

    CONSTRAINT "hook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "hook_deliveries_hook_id_made_at_idx" ON "hook_deliveries"("hook_id", "made_at");

-- CreateIndex
CREATE INDEX "hook_deliveries_due_at_idx" ON "hook_deliveries"("due_at");

-- AddForeignKey
ALTER TABLE "release_hook_marks" ADD CONSTRAINT "release_hook_marks_hook_id_fkey" FOREIGN KEY ("hook_id") REFERENCES "release_hooks"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "release_hook_marks" ADD CONSTRAINT "release_hook_marks_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "hook_deliveries" ADD CONSTRAINT "hook_deliveries_hook_id_fkey" FOREIGN KEY ("hook_id") REFERENCES "release_hooks"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on: what the schema language cannot say. test/storage/schema.test.ts lists it.

ALTER TABLE "api_keys"
    ADD CONSTRAINT "api_keys_key_hash_check" CHECK ("key_hash" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "api_keys_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$'),
    ADD CONSTRAINT "api_keys_expires_at_check" CHECK ("expires_at" > "made_at");

ALTER TABLE "release_hooks"
    ADD CONSTRAINT "release_hooks_place_check" CHECK ("place" ~ '^(VN|[0-9]{2}|[0-9]{5})$');

ALTER TABLE "hook_deliveries"
    ADD CONSTRAINT "hook_deliveries_kind_check" CHECK ("kind" IN ('release', 'test')),
    -- One that arrived or was given up is tried no more.
    ADD CONSTRAINT "hook_deliveries_due_at_check" CHECK (num_nonnulls("due_at", "delivered_at", "dead_at") = 1);
