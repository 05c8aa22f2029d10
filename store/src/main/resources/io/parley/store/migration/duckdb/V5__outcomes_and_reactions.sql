-- What people call the topics, actions and results that scripts name by their keys. value is null where the key says it all.
CREATE TABLE outcome (
  id BIGINT PRIMARY KEY,
  project_id BIGINT NOT NULL,
  kind VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  value VARCHAR
);

-- Reactions of clients to the bot's messages, as they were said, whether or not the message has arrived.
CREATE TABLE message_reaction (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  reaction_key BIGINT NOT NULL,
  bot_id VARCHAR NOT NULL,
  client_id VARCHAR NOT NULL,
  message_id VARCHAR NOT NULL,
  session_id VARCHAR,
  question_id VARCHAR,
  reaction VARCHAR NOT NULL,
  said_at TIMESTAMP NOT NULL
);
