-- A text without regard to case: each character mapped to upper and then to lower case, as Java and the embedded engine do. The first of
-- these collations that is there maps one character to one; ICU's maps some letters to two and is the last resort. It compares by code point.
DO $$
DECLARE
  mapping TEXT := (
    SELECT c.collname
    FROM unnest(ARRAY['pg_c_utf8', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'en_US.UTF-8', 'und-x-icu', 'default'])
      WITH ORDINALITY AS wanted (name, place)
    JOIN pg_collation c ON c.collname = wanted.name AND c.collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))
    ORDER BY wanted.place
    LIMIT 1);
BEGIN
  EXECUTE format(
    'CREATE FUNCTION parley_folded(TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
     AS $f$ SELECT lower(upper($1 COLLATE %I)) COLLATE "C" $f$',
    mapping);
END
$$;

-- Where the extension is to be had, phrases are found by their trigrams; elsewhere by reading the messages of the period.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'pg_trgm may not be created here; phrases are found without it';
END
$$;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX message_question_trigrams ON message USING gin (parley_folded(question) gin_trgm_ops);
  END IF;
END
$$;

-- What hangs off the rows of a page is asked for by their keys alone.
CREATE INDEX session_data_by_session ON session_data (session_key);
CREATE INDEX session_topic_by_session ON session_topic (session_key);
CREATE INDEX session_action_by_session ON session_action (session_key);
CREATE INDEX session_label_link_by_session ON session_label_link (session_key);
CREATE INDEX message_label_link_by_message ON message_label_link (message_key);
CREATE INDEX message_comment_by_message ON message_comment (message_key);
CREATE INDEX transfer_by_session ON transfer (session_key);
