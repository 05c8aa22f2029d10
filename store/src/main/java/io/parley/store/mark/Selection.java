// SPDX-License-Identifier: Apache-2.0
package io.parley.store.mark;

import io.parley.core.filter.FilterSet;
import io.parley.core.problem.Given;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which messages, or which sessions, a change is about. */
public sealed interface Selection {

    /**
     * Those of the ids, each of which must be there. Where several have one id, the newest is meant, as in reading.
     *
     * @param botId null for those of any bot
     * @param sessionId of messages, the session they must be in; null for any
     */
    record Named(
            List<Given<String>> ids,
            @Nullable String botId,
            @Nullable String sessionId) implements Selection {}

    /** Those that a filter set wants, which may be none. */
    record Wanted(FilterSet filters) implements Selection {}
}
