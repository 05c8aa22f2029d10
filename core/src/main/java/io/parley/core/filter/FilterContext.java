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
 * A row with its related data: everything that filters can test.
 *
 * <p>The store evaluates the same conditions in SQL. These types serve callers that hold rows in memory, mainly the
 * test oracle.
 */
public sealed interface FilterContext {

    /** @param labels ids of the message's labels */
    record OfMessage(MessageRow row, Set<Long> labels) implements FilterContext {}

    /**
     * Facts of a session.
     *
     * @param labels ids of the session's labels
     * @param data session data: values by header
     * @param transfers one element for each separately reported transfer to an agent
     * @param states results of {@link io.parley.core.log.Turn#routeState} for the client's messages, in order
     * @param clientJoined time of the client's first message
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
            implements FilterContext {}

    record OfClient(ClientRow row) implements FilterContext {}
}
