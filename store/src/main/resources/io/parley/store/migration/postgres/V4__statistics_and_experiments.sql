-- When a reply first handed the session to an agent; so far only whether one did was kept. For sessions from before, the first reply
-- that looks like one is taken.
ALTER TABLE session ADD COLUMN transfer_reply_at TIMESTAMP(6);

UPDATE session SET transfer_reply_at = coalesce(first_switch.time, start_time)
FROM (
  SELECT s.project_id, s.client_key, s.session_key, min(m.time) AS time
  FROM session s
  LEFT JOIN message m
    ON m.project_id = s.project_id AND m.client_key = s.client_key AND m.session_key = s.session_key
    AND position('"switch"' in m.response_data) > 0
  WHERE s.transfer_reply
  GROUP BY s.project_id, s.client_key, s.session_key
) AS first_switch
WHERE session.project_id = first_switch.project_id
  AND session.client_key = first_switch.client_key
  AND session.session_key = first_switch.session_key;

CREATE TABLE experiment (
  id BIGINT PRIMARY KEY,
  project_id BIGINT NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C",
  status TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMP(6) NOT NULL,
  UNIQUE (project_id, key)
);

CREATE TABLE experiment_branch (
  experiment_id BIGINT NOT NULL,
  place INTEGER NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C",
  weight DOUBLE PRECISION,
  PRIMARY KEY (experiment_id, place)
);

-- Which branch a session got, for good. Bots ask before their log says that there is a session, so it is named by its ids.
CREATE TABLE experiment_join (
  project_id BIGINT NOT NULL,
  experiment_id BIGINT NOT NULL,
  bot_id TEXT COLLATE "C" NOT NULL,
  session_id TEXT COLLATE "C" NOT NULL,
  branch TEXT COLLATE "C" NOT NULL,
  joined_at TIMESTAMP(6) NOT NULL,
  PRIMARY KEY (project_id, experiment_id, bot_id, session_id)
);
