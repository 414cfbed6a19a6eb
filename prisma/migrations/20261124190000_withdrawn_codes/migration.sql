-- Codes that were given out and shall open nothing any more.

ALTER TABLE invitations ADD COLUMN withdrawn_at TIMESTAMPTZ(3);
