-- Reports that are written again and again. request holds what to write, as JSON; cron and zone when.
CREATE TABLE schedule (
  id BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  name TEXT COLLATE "C" NOT NULL,
  request TEXT COLLATE "C" NOT NULL,
  cron TEXT COLLATE "C" NOT NULL,
  zone TEXT COLLATE "C" NOT NULL,
  next_run_at TIMESTAMP(6) NOT NULL,
  last_task_id TEXT COLLATE "C",
  created_at TIMESTAMP(6) NOT NULL
);
