// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.log.ClientNames;
import io.parley.core.log.SessionRow;
import io.parley.store.label.Label;
import java.util.List;
import java.util.Map;

/**
 * A session with its related rows.
 *
 * @param clientNames the client's names, all that is needed of the client to show a session
 * @param labels in display order
 * @param transferred whether it was transferred to a human agent, by a reply or by a reported transfer
 * @param data key and value columns, by header
 */
public record SessionView(
        SessionRow session,
        ClientNames clientNames,
        List<Label> labels,
        boolean transferred,
        Map<String, String> data) {}
