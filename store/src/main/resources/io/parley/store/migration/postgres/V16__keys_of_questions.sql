-- The statuses of a page of messages are found by numbers (Keys.question), which the embedded engine reads faster than texts.
ALTER TABLE message_status ADD COLUMN question_key BIGINT;

UPDATE message_status
SET question_key = ('x' || left(encode(sha256(convert_to(project_id || ' ' || question_id, 'UTF8')), 'hex'), 15))::bit(60)::bigint;

ALTER TABLE message_status ALTER COLUMN question_key SET NOT NULL;

CREATE INDEX message_status_by_question ON message_status (question_key);
