-- The statuses of a page of messages are found by numbers: by texts, all of them had to be unpacked (Keys.question).
CREATE TABLE message_status_anew (
  project_id BIGINT NOT NULL,
  bot_id VARCHAR NOT NULL,
  question_id VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  said_at TIMESTAMP NOT NULL,
  question_key BIGINT NOT NULL
);

INSERT INTO message_status_anew
SELECT *, ('0x' || left(sha256(project_id || ' ' || question_id), 15))::BIGINT FROM message_status;

DROP TABLE message_status;

ALTER TABLE message_status_anew RENAME TO message_status;
