-- Whether a message's content was deleted, and whether its client was blocked when it came.
ALTER TABLE message ADD COLUMN cleaned BOOLEAN DEFAULT false;
ALTER TABLE message ADD COLUMN blocked BOOLEAN DEFAULT false;

-- Projects whose messages lose their content when they are older than so many days.
CREATE TABLE cleanup (
  project_id BIGINT PRIMARY KEY,
  days INTEGER NOT NULL,
  next_run_at TIMESTAMP NOT NULL
);

-- Clients who were erased: what they said up to then comes back without content, if it comes back. client_id goes when all is done.
CREATE TABLE erasure (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  bot_id VARCHAR NOT NULL,
  client_id VARCHAR,
  up_to TIMESTAMP NOT NULL,
  asked_at TIMESTAMP NOT NULL,
  done_at TIMESTAMP
);

-- When clients were blocked; ended_at is null while they are.
CREATE TABLE block_span (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  begun_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP
);

INSERT INTO block_span SELECT project_id, client_key, blocked_at, NULL FROM client_block;

UPDATE message SET blocked = true
FROM client_block
WHERE message.project_id = client_block.project_id
  AND message.client_key = client_block.client_key
  AND message.time >= client_block.blocked_at;

-- Labels that somebody took off: what was said before that does not put them on again.
CREATE TABLE session_label_removal (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  label_id BIGINT NOT NULL,
  removed_at TIMESTAMP NOT NULL
);

CREATE TABLE message_label_removal (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  label_id BIGINT NOT NULL,
  removed_at TIMESTAMP NOT NULL
);
