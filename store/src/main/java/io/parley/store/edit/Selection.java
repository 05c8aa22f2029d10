// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import io.parley.core.error.RequestValue;
import io.parley.core.filter.FilterSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages or sessions that a change applies to. */
public sealed interface Selection {

    /**
     * The rows of these ids, each of which must exist. Where several have one id, the newest is selected, as in
     * queries.
     *
     * @param botId null for those of any bot
     * @param sessionId of messages, the session they must be in; null for any
     */
    record Named(
            List<RequestValue<String>> ids,
            @Nullable String botId,
            @Nullable String sessionId) implements Selection {}

    /** The rows that match a filter set, which may be none. */
    record Wanted(FilterSet filters) implements Selection {}
}
