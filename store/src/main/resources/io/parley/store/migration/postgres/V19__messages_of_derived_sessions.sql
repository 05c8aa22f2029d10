-- Messages whose bots name no sessions, by which a new one finds the session that it goes on with.
CREATE INDEX message_of_derived_session ON message (client_key, time) INCLUDE (session_key, message_key) WHERE session_derived;
