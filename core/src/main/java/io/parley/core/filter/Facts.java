// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.log.ClientRow;
import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row together with what hangs off it: all that filters can ask about.
 *
 * <p>The store answers the same questions in SQL; these are for whoever holds rows in memory, first of all the oracle.
 */
public sealed interface Facts {

    /** @param labels ids of the labels that mark it */
    record OfMessage(MessageRow row, Set<Long> labels) implements Facts {}

    /**
     * Facts of a session.
     *
     * @param labels ids of the labels that mark it
     * @param data key and value columns
     * @param transfers one element for each transfer to an agent that was reported by itself
     * @param states what {@link io.parley.core.log.Turn#routeState} says of the client's messages, in order
     * @param clientJoined when the client first came
     */
    record OfSession(
            SessionRow row,
            Set<Long> labels,
            Map<String, String> data,
            Set<String> topics,
            Set<String> actions,
            Set<String> transfers,
            List<String> states,
            Instant clientJoined)
            implements Facts {}

    record OfClient(ClientRow row) implements Facts {}
}
