-- Single messages of conversations, from which messages are assembled: see the table's declaration. client_key is null while no client is known.
CREATE TABLE piece (
  project_id BIGINT NOT NULL,
  conversation_key BIGINT NOT NULL,
  piece_key BIGINT NOT NULL,
  client_key BIGINT,
  received_at TIMESTAMP(6) NOT NULL,
  said_at TIMESTAMP(6) NOT NULL,
  conversation_id TEXT COLLATE "C" NOT NULL,
  digest BIGINT NOT NULL,
  body TEXT COLLATE "C",
  settlement TEXT COLLATE "C"
);
CREATE INDEX piece_by_conversation ON piece (conversation_key);
CREATE INDEX piece_by_client ON piece (client_key);
CREATE INDEX piece_by_arrival ON piece (received_at);

-- The language models and tools of an answer, as JSON arrays of names, and what they cost in US dollars.
ALTER TABLE message ADD COLUMN models TEXT COLLATE "C";
ALTER TABLE message ADD COLUMN tools TEXT COLLATE "C";
ALTER TABLE message ADD COLUMN input_tokens BIGINT;
ALTER TABLE message ADD COLUMN output_tokens BIGINT;
ALTER TABLE message ADD COLUMN cost DOUBLE PRECISION;

-- The same names, one a row, by which filters find messages.
CREATE TABLE message_model (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL
);
CREATE TABLE message_tool (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL
);
CREATE INDEX message_model_by_message ON message_model (message_key);
CREATE INDEX message_model_by_name ON message_model (name);
CREATE INDEX message_tool_by_message ON message_tool (message_key);
CREATE INDEX message_tool_by_name ON message_tool (name);
