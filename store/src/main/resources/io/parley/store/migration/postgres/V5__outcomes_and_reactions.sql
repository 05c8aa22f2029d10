-- What people call the topics, actions and results that scripts name by their keys. value is null where the key says it all.
CREATE TABLE outcome (
  id BIGINT PRIMARY KEY,
  project_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C"
);

-- Reactions of clients to the bot's messages, as they were said, whether or not the message has arrived.
CREATE TABLE message_reaction (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  reaction_key BIGINT NOT NULL,
  bot_id TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  session_id TEXT COLLATE "C",
  question_id TEXT COLLATE "C",
  reaction TEXT COLLATE "C" NOT NULL,
  said_at TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (project_id, client_key, reaction_key)
);
