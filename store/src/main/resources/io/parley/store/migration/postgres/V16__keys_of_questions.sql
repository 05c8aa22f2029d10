-- The embedded engine finds the statuses of a page of messages by numbers (Keys.question); here the index on their texts is as good.
ALTER TABLE message_status ADD COLUMN question_key BIGINT;

UPDATE message_status
SET question_key = ('x' || left(encode(sha256(convert_to(project_id || ' ' || question_id, 'UTF8')), 'hex'), 15))::bit(60)::bigint;

ALTER TABLE message_status ALTER COLUMN question_key SET NOT NULL;
