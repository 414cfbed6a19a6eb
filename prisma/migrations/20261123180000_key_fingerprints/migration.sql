-- CreateTable
CREATE TABLE "key_fingerprints" (
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "key_fingerprints_pkey" PRIMARY KEY ("key")
);

-- From here on: what the schema language cannot say.

ALTER TABLE "key_fingerprints"
    ADD CONSTRAINT "key_fingerprints_key_check" CHECK ("key" = 'secret-key'),
    ADD CONSTRAINT "key_fingerprints_fingerprint_check" CHECK (length("fingerprint") = 43);
