package io.parley.core.filter;

import io.parley.core.log.ClientRow;
import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import java.util.Set;

/**
 * A row together with what hangs off it: all that filters can ask about.
 *
 * <p>The store answers the same questions in SQL; these are for whoever holds rows in memory, first of all the oracle.
 */
public sealed interface Facts {

    record OfMessage(MessageRow row) implements Facts {}

    /**
     * Facts of a session.
     *
     * @param labels ids of the labels that mark it
     */
    record OfSession(SessionRow row, Set<Long> labels) implements Facts {}

    record OfClient(ClientRow row) implements Facts {}
}
