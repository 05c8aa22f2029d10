-- Why the last run of a schedule could not be begun; null when it could. Such a schedule stays, and is tried again when it is due next.
ALTER TABLE schedule ADD COLUMN failure TEXT COLLATE "C";

-- The length of body in UTF-8, in bytes, by which the quarantine is bounded without reading what it holds.
ALTER TABLE quarantine ADD COLUMN size BIGINT NOT NULL DEFAULT 0;

UPDATE quarantine SET size = octet_length(body);
