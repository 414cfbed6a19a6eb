-- CreateTable
CREATE TABLE "sending_lanes" (
    "channel" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(6) NOT NULL,
    "parked_until" TIMESTAMPTZ(6),

    CONSTRAINT "sending_lanes_pkey" PRIMARY KEY ("channel")
);

-- From here on: what the schema language cannot say.

ALTER TABLE "sending_lanes"
    ADD CONSTRAINT "sending_lanes_channel_check" CHECK ("channel" IN ('telegram', 'zalo', 'zalo-oa'));

-- One lane for each channel that sends; claiming locks it, so it has to be there.
INSERT INTO "sending_lanes" ("channel", "free_at") VALUES
    ('telegram', '2000-01-01 00:00:00+00'), ('zalo', '2000-01-01 00:00:00+00'), ('zalo-oa', '2000-01-01 00:00:00+00');
