-- Who made a token in the page; null for those made by scripts, on the command line, and before this was kept.
ALTER TABLE token ADD COLUMN created_by BIGINT;

-- Since when somebody may no longer log in.
ALTER TABLE person ADD COLUMN deactivated_at TIMESTAMP(6);
