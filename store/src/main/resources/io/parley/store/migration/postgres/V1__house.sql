-- Texts compare by code point ("C"), as they do in the embedded engine and in Java, so that every order is the same everywhere.

CREATE TABLE message (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  digest BIGINT NOT NULL,
  session_derived BOOLEAN NOT NULL,
  question_id TEXT COLLATE "C" NOT NULL,
  time TIMESTAMP(6) NOT NULL,
  is_client_message BOOLEAN NOT NULL,
  message_type TEXT COLLATE "C",
  question TEXT COLLATE "C",
  event TEXT COLLATE "C",
  text_answer TEXT COLLATE "C",
  reply_texts TEXT COLLATE "C",
  nlp_state TEXT COLLATE "C",
  nlp_class TEXT COLLATE "C",
  nlp_from_state TEXT COLLATE "C",
  nlp_pattern TEXT COLLATE "C",
  nlp_effective_pattern TEXT COLLATE "C",
  nlp_confidence DOUBLE PRECISION,
  nlp_rule TEXT COLLATE "C",
  nlp_rule_type TEXT COLLATE "C",
  intent TEXT COLLATE "C",
  route_state TEXT COLLATE "C",
  request_data TEXT COLLATE "C",
  data TEXT COLLATE "C",
  response_data TEXT COLLATE "C",
  utterances TEXT COLLATE "C",
  processing_ms INTEGER,
  exception TEXT COLLATE "C",
  comment TEXT COLLATE "C",
  is_livechat BOOLEAN NOT NULL,
  operator TEXT COLLATE "C",
  page_name TEXT COLLATE "C",
  previous_page_name TEXT COLLATE "C",
  call_task_id BIGINT,
  call_incoming BOOLEAN,
  call_recording TEXT COLLATE "C",
  is_test BOOLEAN NOT NULL,
  analytics TEXT COLLATE "C",
  PRIMARY KEY (project_id, client_key, message_key)
);

CREATE TABLE session (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  session_id TEXT COLLATE "C" NOT NULL,
  bot_id TEXT COLLATE "C" NOT NULL,
  channel_type TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  start_time TIMESTAMP(6) NOT NULL,
  end_time TIMESTAMP(6) NOT NULL,
  message_count BIGINT NOT NULL,
  question_count BIGINT NOT NULL,
  has_questions BOOLEAN NOT NULL,
  first_question TEXT COLLATE "C",
  first_question_at TIMESTAMP(6),
  first_question_key BIGINT,
  last_question TEXT COLLATE "C",
  last_question_at TIMESTAMP(6),
  last_question_key BIGINT,
  result TEXT COLLATE "C",
  result_at TIMESTAMP(6),
  result_key BIGINT,
  opened_by_event BOOLEAN,
  opened_by_event_at TIMESTAMP(6),
  opened_by_event_key BIGINT,
  nps DOUBLE PRECISION,
  nps_at TIMESTAMP(6),
  nps_key BIGINT,
  automated BOOLEAN,
  automated_at TIMESTAMP(6),
  automated_key BIGINT,
  automation TEXT COLLATE "C" NOT NULL,
  campaign_id TEXT COLLATE "C",
  campaign_id_at TIMESTAMP(6),
  campaign_id_key BIGINT,
  campaign_result TEXT COLLATE "C",
  campaign_result_at TIMESTAMP(6),
  campaign_result_key BIGINT,
  begun_by_bot BOOLEAN NOT NULL,
  transfer_reply BOOLEAN NOT NULL,
  is_livechat BOOLEAN NOT NULL,
  is_test BOOLEAN NOT NULL,
  call_task_id BIGINT,
  call_incoming BOOLEAN,
  call_recording TEXT COLLATE "C",
  PRIMARY KEY (project_id, client_key, session_key)
);

CREATE TABLE client (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  bot_id TEXT COLLATE "C" NOT NULL,
  channel_type TEXT COLLATE "C" NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  first_name TEXT COLLATE "C",
  last_name TEXT COLLATE "C",
  username TEXT COLLATE "C",
  display_name TEXT COLLATE "C",
  names_at TIMESTAMP(6),
  names_key BIGINT,
  join_time TIMESTAMP(6) NOT NULL,
  last_visit TIMESTAMP(6) NOT NULL,
  last_session_id TEXT COLLATE "C" NOT NULL,
  last_session_at TIMESTAMP(6) NOT NULL,
  last_session_key BIGINT NOT NULL,
  PRIMARY KEY (project_id, client_key)
);

CREATE TABLE session_data (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  header TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  said_at TIMESTAMP(6) NOT NULL,
  message_key BIGINT NOT NULL,
  PRIMARY KEY (project_id, client_key, session_key, header)
);

CREATE TABLE session_topic (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project_id, client_key, session_key, name)
);

CREATE TABLE session_action (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (project_id, client_key, session_key, name)
);

CREATE TABLE session_label_link (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  label_id BIGINT NOT NULL,
  PRIMARY KEY (project_id, client_key, session_key, label_id)
);

CREATE TABLE message_label_link (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  label_id BIGINT NOT NULL,
  PRIMARY KEY (project_id, client_key, message_key, label_id)
);

CREATE INDEX message_by_key ON message (message_key);
CREATE INDEX message_by_time ON message (project_id, time);
CREATE INDEX message_by_session ON message (session_key, time);
CREATE INDEX session_by_key ON session (session_key);
CREATE INDEX session_by_start ON session (project_id, start_time);
CREATE INDEX session_by_id ON session (session_id);
CREATE INDEX client_by_key ON client (client_key);

-- Every report of a status is kept; which one is shown follows from all of them. bot_id is '' when the sender gave none.
CREATE TABLE message_status (
  project_id BIGINT NOT NULL,
  bot_id TEXT COLLATE "C" NOT NULL,
  question_id TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  said_at TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (project_id, question_id, bot_id, status, said_at)
);

CREATE TABLE transfer (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  question_id TEXT COLLATE "C" NOT NULL,
  said_at TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (project_id, client_key, session_key, question_id)
);

-- Small tables.

CREATE SEQUENCE parley_id START 1000001;

CREATE TABLE account (
  id BIGINT PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMP(6) NOT NULL
);

CREATE TABLE project (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  short_name TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMP(6) NOT NULL
);

CREATE TABLE channel (
  id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  bot_id TEXT COLLATE "C" NOT NULL,
  channel_type TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (project_id, bot_id)
);

CREATE TABLE person (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  login TEXT COLLATE "C" NOT NULL UNIQUE,
  password_hash TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMP(6) NOT NULL
);

CREATE TABLE login (
  secret_hash TEXT COLLATE "C" PRIMARY KEY,
  person_id BIGINT NOT NULL,
  created_at TIMESTAMP(6) NOT NULL,
  expires_at TIMESTAMP(6) NOT NULL
);

CREATE TABLE token (
  id BIGINT NOT NULL,
  secret_hash TEXT COLLATE "C" PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  kind TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMP(6) NOT NULL,
  last_used_at TIMESTAMP(6),
  revoked_at TIMESTAMP(6)
);

CREATE TABLE session_label (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  priority INTEGER NOT NULL
);

CREATE TABLE message_label_group (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  priority INTEGER NOT NULL
);

CREATE TABLE message_label (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  priority INTEGER NOT NULL
);

-- The truth about background tasks. request holds what to do, as JSON.
CREATE TABLE report_task (
  id TEXT COLLATE "C" PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  report_type TEXT COLLATE "C" NOT NULL,
  request TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  write_count BIGINT NOT NULL,
  total_count BIGINT,
  file_name TEXT COLLATE "C",
  failure TEXT COLLATE "C",
  created_at TIMESTAMP(6) NOT NULL,
  started_at TIMESTAMP(6),
  finished_at TIMESTAMP(6),
  picked_by TEXT COLLATE "C",
  heartbeat_at TIMESTAMP(6)
);

CREATE TABLE quarantine (
  id BIGINT PRIMARY KEY,
  project_id BIGINT NOT NULL,
  received_at TIMESTAMP(6) NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  error TEXT COLLATE "C" NOT NULL,
  message TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL
);
