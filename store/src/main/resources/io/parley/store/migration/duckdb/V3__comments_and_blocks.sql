-- What people said of messages last. message.comment is what shows: this, or what a script said later. comment is null where somebody
-- took the comment away.
CREATE TABLE message_comment (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  comment VARCHAR,
  said_at TIMESTAMP NOT NULL
);

-- Clients that are blocked, met or not.
CREATE TABLE client_block (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  bot_id VARCHAR NOT NULL,
  client_id VARCHAR NOT NULL,
  reason VARCHAR,
  blocked_by BIGINT,
  blocked_at TIMESTAMP NOT NULL
);
