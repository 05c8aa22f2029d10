-- The truth about background tasks, of which writing a report is one kind. request holds what to do, as JSON. begun counts how often a worker
-- took the task up: one that takes its worker down each time is given up.
CREATE TABLE task (
  id TEXT COLLATE "C" PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  kind TEXT COLLATE "C" NOT NULL,
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
  heartbeat_at TIMESTAMP(6),
  begun INTEGER NOT NULL
);

INSERT INTO task
SELECT id, account_id, project_id, report_type, request, status, write_count, total_count, file_name, failure,
  created_at, started_at, finished_at, picked_by, heartbeat_at, 0
FROM report_task;

DROP TABLE report_task;

CREATE INDEX task_of_account ON task (account_id, created_at);
CREATE INDEX task_that_waits ON task (created_at) WHERE status IN ('CREATED', 'STARTED');
CREATE INDEX task_that_ended ON task (finished_at);

-- The files of tasks, in pieces: whichever node is asked for one has it.
CREATE TABLE task_file (
  task_id TEXT COLLATE "C" NOT NULL,
  piece INTEGER NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (task_id, piece)
);
