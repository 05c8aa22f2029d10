-- Where accounts want to be told that reports have ended. The secret signs what is sent, so it is kept as it is.
CREATE TABLE webhook (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  url TEXT COLLATE "C" NOT NULL,
  secret TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMP(6) NOT NULL
);

CREATE INDEX webhook_of_account ON webhook (account_id);

-- What there is to tell, and what became of it. While somebody sends it, next_attempt_at is when others may take it to be forgotten.
CREATE TABLE webhook_delivery (
  id BIGINT PRIMARY KEY,
  webhook_id BIGINT NOT NULL,
  task_id TEXT COLLATE "C" NOT NULL,
  event TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at TIMESTAMP(6),
  response_status INTEGER,
  error TEXT COLLATE "C",
  created_at TIMESTAMP(6) NOT NULL,
  ended_at TIMESTAMP(6)
);

CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_that_waits ON webhook_delivery (next_attempt_at) WHERE status = 'PENDING';
