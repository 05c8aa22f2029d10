-- What the sender counts its reports of a message by, and, as JSON, which reports gave the members that came in parts.
ALTER TABLE message ADD COLUMN version BIGINT;
ALTER TABLE message ADD COLUMN part_versions VARCHAR;

-- Fingerprints of reports without a version number that later ones have replaced: a repeat of one changes nothing.
CREATE TABLE replaced_version (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  digest BIGINT NOT NULL
);
