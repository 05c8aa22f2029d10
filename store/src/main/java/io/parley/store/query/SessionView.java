package io.parley.store.query;

import io.parley.core.log.ClientRow;
import io.parley.core.log.SessionRow;
import io.parley.store.directory.Label;
import java.util.List;
import java.util.Map;

/**
 * A session with what hangs off it.
 *
 * @param labels in order of display
 * @param data key and value columns, by header
 */
public record SessionView(SessionRow session, ClientRow client, List<Label> labels, Map<String, String> data) {}
