-- Event tables carry no primary keys on purpose: the one writer keeps them unique, and index-free tables load several times
-- faster and keep memory small. Rows lie in order of arrival, which is nearly the order of time, so zone maps prune by time.

CREATE TABLE message (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  digest BIGINT NOT NULL,
  session_derived BOOLEAN NOT NULL,
  question_id VARCHAR NOT NULL,
  time TIMESTAMP NOT NULL,
  is_client_message BOOLEAN NOT NULL,
  message_type VARCHAR,
  question VARCHAR,
  event VARCHAR,
  text_answer VARCHAR,
  reply_texts VARCHAR,
  nlp_state VARCHAR,
  nlp_class VARCHAR,
  nlp_from_state VARCHAR,
  nlp_pattern VARCHAR,
  nlp_effective_pattern VARCHAR,
  nlp_confidence DOUBLE,
  nlp_rule VARCHAR,
  nlp_rule_type VARCHAR,
  intent VARCHAR,
  route_state VARCHAR,
  request_data VARCHAR,
  data VARCHAR,
  response_data VARCHAR,
  utterances VARCHAR,
  processing_ms INTEGER,
  exception VARCHAR,
  comment VARCHAR,
  is_livechat BOOLEAN NOT NULL,
  operator VARCHAR,
  page_name VARCHAR,
  previous_page_name VARCHAR,
  call_task_id BIGINT,
  call_incoming BOOLEAN,
  call_recording VARCHAR,
  is_test BOOLEAN NOT NULL,
  analytics VARCHAR
);

CREATE TABLE session (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  session_id VARCHAR NOT NULL,
  bot_id VARCHAR NOT NULL,
  channel_type VARCHAR NOT NULL,
  client_id VARCHAR NOT NULL,
  start_time TIMESTAMP NOT NULL,
  end_time TIMESTAMP NOT NULL,
  message_count BIGINT NOT NULL,
  question_count BIGINT NOT NULL,
  has_questions BOOLEAN NOT NULL,
  first_question VARCHAR,
  first_question_at TIMESTAMP,
  first_question_key BIGINT,
  last_question VARCHAR,
  last_question_at TIMESTAMP,
  last_question_key BIGINT,
  result VARCHAR,
  result_at TIMESTAMP,
  result_key BIGINT,
  opened_by_event BOOLEAN,
  opened_by_event_at TIMESTAMP,
  opened_by_event_key BIGINT,
  nps DOUBLE,
  nps_at TIMESTAMP,
  nps_key BIGINT,
  automated BOOLEAN,
  automated_at TIMESTAMP,
  automated_key BIGINT,
  automation VARCHAR NOT NULL,
  campaign_id VARCHAR,
  campaign_id_at TIMESTAMP,
  campaign_id_key BIGINT,
  campaign_result VARCHAR,
  campaign_result_at TIMESTAMP,
  campaign_result_key BIGINT,
  begun_by_bot BOOLEAN NOT NULL,
  transfer_reply BOOLEAN NOT NULL,
  is_livechat BOOLEAN NOT NULL,
  is_test BOOLEAN NOT NULL,
  call_task_id BIGINT,
  call_incoming BOOLEAN,
  call_recording VARCHAR
);

CREATE TABLE client (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  bot_id VARCHAR NOT NULL,
  channel_type VARCHAR NOT NULL,
  client_id VARCHAR NOT NULL,
  first_name VARCHAR,
  last_name VARCHAR,
  username VARCHAR,
  display_name VARCHAR,
  names_at TIMESTAMP,
  names_key BIGINT,
  join_time TIMESTAMP NOT NULL,
  last_visit TIMESTAMP NOT NULL,
  last_session_id VARCHAR NOT NULL,
  last_session_at TIMESTAMP NOT NULL,
  last_session_key BIGINT NOT NULL
);

CREATE TABLE session_data (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  header VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  said_at TIMESTAMP NOT NULL,
  message_key BIGINT NOT NULL
);

CREATE TABLE session_topic (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  name VARCHAR NOT NULL
);

CREATE TABLE session_action (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  name VARCHAR NOT NULL
);

CREATE TABLE session_label_link (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  label_id BIGINT NOT NULL
);

CREATE TABLE message_label_link (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  message_key BIGINT NOT NULL,
  label_id BIGINT NOT NULL
);

-- Every report of a status is kept; which one is shown follows from all of them. bot_id is '' when the sender gave none.
CREATE TABLE message_status (
  project_id BIGINT NOT NULL,
  bot_id VARCHAR NOT NULL,
  question_id VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  said_at TIMESTAMP NOT NULL
);

CREATE TABLE transfer (
  project_id BIGINT NOT NULL,
  client_key BIGINT NOT NULL,
  session_key BIGINT NOT NULL,
  question_id VARCHAR NOT NULL,
  said_at TIMESTAMP NOT NULL
);

-- Small tables.

CREATE SEQUENCE parley_id START 1000001;

CREATE TABLE account (
  id BIGINT PRIMARY KEY,
  name VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE project (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  short_name VARCHAR NOT NULL UNIQUE,
  name VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE channel (
  id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  bot_id VARCHAR NOT NULL,
  channel_type VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL,
  PRIMARY KEY (project_id, bot_id)
);

CREATE TABLE person (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  login VARCHAR NOT NULL UNIQUE,
  password_hash VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE login (
  secret_hash VARCHAR PRIMARY KEY,
  person_id BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL
);

CREATE TABLE token (
  id BIGINT NOT NULL,
  secret_hash VARCHAR PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL,
  last_used_at TIMESTAMP,
  revoked_at TIMESTAMP
);

CREATE TABLE session_label (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  priority INTEGER NOT NULL
);

CREATE TABLE message_label_group (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  priority INTEGER NOT NULL
);

CREATE TABLE message_label (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  priority INTEGER NOT NULL
);

-- The truth about background tasks. request holds what to do, as JSON.
CREATE TABLE report_task (
  id VARCHAR PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  report_type VARCHAR NOT NULL,
  request VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  write_count BIGINT NOT NULL,
  total_count BIGINT,
  file_name VARCHAR,
  failure VARCHAR,
  created_at TIMESTAMP NOT NULL,
  started_at TIMESTAMP,
  finished_at TIMESTAMP,
  picked_by VARCHAR,
  heartbeat_at TIMESTAMP
);

CREATE TABLE quarantine (
  id BIGINT PRIMARY KEY,
  project_id BIGINT NOT NULL,
  received_at TIMESTAMP NOT NULL,
  source VARCHAR NOT NULL,
  error VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  body VARCHAR NOT NULL
);
