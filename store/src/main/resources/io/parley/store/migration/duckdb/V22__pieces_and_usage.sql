-- Single messages of conversations, from which messages are assembled: see the table's declaration. client_key is null while no client is known.
CREATE TABLE piece (
  project_id BIGINT NOT NULL,
  conversation_key BIGINT NOT NULL,
  piece_key BIGINT NOT NULL,
  client_key BIGINT,
  received_at TIMESTAMP NOT NULL,
  said_at TIMESTAMP NOT NULL,
  conversation_id VARCHAR NOT NULL,
  digest BIGINT NOT NULL,
  body VARCHAR,
  settlement VARCHAR
);

-- The language models and tools of an answer, as JSON arrays of names, and what they cost in US dollars.
ALTER TABLE message ADD COLUMN models VARCHAR;
ALTER TABLE message ADD COLUMN tools VARCHAR;
ALTER TABLE message ADD COLUMN input_tokens BIGINT;
ALTER TABLE message ADD COLUMN output_tokens BIGINT;
ALTER TABLE message ADD COLUMN cost DOUBLE;

-- The same names, one a row, by which filters find messages.
CREATE TABLE message_model (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  name VARCHAR NOT NULL
);
CREATE TABLE message_tool (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  name VARCHAR NOT NULL
);
