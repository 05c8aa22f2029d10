-- Reports that are written again and again. request holds what to write, as JSON; cron and zone when.
CREATE TABLE schedule (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  name VARCHAR NOT NULL,
  request VARCHAR NOT NULL,
  cron VARCHAR NOT NULL,
  zone VARCHAR NOT NULL,
  next_run_at TIMESTAMP NOT NULL,
  last_task_id VARCHAR,
  created_at TIMESTAMP NOT NULL
);
