-- The truth about background tasks, of which writing a report is one kind. request holds what to do, as JSON. begun counts how often a worker
-- took the task up: one that takes its worker down each time is given up.
CREATE TABLE task (
  id VARCHAR PRIMARY KEY,
  account_id BIGINT NOT NULL,
  project_id BIGINT,
  kind VARCHAR NOT NULL,
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
  heartbeat_at TIMESTAMP,
  begun INTEGER NOT NULL
);

INSERT INTO task
SELECT id, account_id, project_id, report_type, request, status, write_count, total_count, file_name, failure,
  created_at, started_at, finished_at, picked_by, heartbeat_at, 0
FROM report_task;

DROP TABLE report_task;

-- The files of tasks, in pieces, where several nodes share a store; a store in one process leaves them in their folder.
CREATE TABLE task_file (
  task_id VARCHAR NOT NULL,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL
);
