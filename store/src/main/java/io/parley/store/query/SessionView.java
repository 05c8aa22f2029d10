// SPDX-License-Identifier: Apache-2.0
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
 * @param transferred whether it was handed to a human agent, by a reply or by what was reported of it
 * @param data key and value columns, by header
 */
public record SessionView(
        SessionRow session, Names clientNames, List<Label> labels, boolean transferred, Map<String, String> data) {}
