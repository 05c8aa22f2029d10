package io.parley.store.query;

import io.parley.core.log.Names;
import io.parley.core.log.SessionRow;
import io.parley.store.directory.Label;
import java.util.List;
import java.util.Map;

/**
 * A session with what hangs off it.
 *
 * @param clientNames what the client is called; nothing else of clients is needed to show a session
 * @param labels in order of display
 * @param data key and value columns, by header
 */
public record SessionView(SessionRow session, Names clientNames, List<Label> labels, Map<String, String> data) {}
