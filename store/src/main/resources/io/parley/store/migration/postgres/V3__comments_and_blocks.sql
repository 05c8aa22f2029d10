-- What people said of messages last. message.comment is what shows: this, or what a script said later. comment is null where somebody
-- took the comment away.
CREATE TABLE message_comment (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  comment TEXT COLLATE "C",
  said_at TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (project_id, client_key, message_key)
);

-- Clients that are blocked, met or not.
CREATE TABLE client_block (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  bot_id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C",
  blocked_by BIGINT,
  blocked_at TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (project_id, client_key)
);
