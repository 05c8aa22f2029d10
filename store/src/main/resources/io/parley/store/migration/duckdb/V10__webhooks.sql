-- Where accounts want to be told that reports have ended. The secret signs what is sent, so it is kept as it is.
CREATE TABLE webhook (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  url VARCHAR NOT NULL,
  secret VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL
);

-- What there is to tell, and what became of it. While somebody sends it, next_attempt_at is when others may take it to be forgotten.
CREATE TABLE webhook_delivery (
  id BIGINT PRIMARY KEY,
  webhook_id BIGINT NOT NULL,
  task_id VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at TIMESTAMP,
  response_status INTEGER,
  error VARCHAR,
  created_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP
);
