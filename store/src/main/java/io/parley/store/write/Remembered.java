package io.parley.store.write;

import io.parley.core.log.ClientRow;
import io.parley.core.log.SessionRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the log's writer knows of the sessions and clients that it last had to do with, by key. What a bot reports most often goes on with what it
 * reported last, and what is at hand need not be looked up. Only for a writer that is the only one; what it writes counts here when it is
 * committed.
 */
final class Remembered {
    /** So many sessions and clients take some ten megabytes. */
    private static final int MOST = 5_000;

    private final Map<Long, SessionRow> sessions;
    private final Map<Long, ClientRow> clients;
    private final Set<Long> plainClients;

    private Remembered(int most) {
        this.sessions = lastUsed(most);
        this.clients = lastUsed(most);
        this.plainClients = Collections.newSetFromMap(lastUsed(most));
    }

    static Remembered some() {
        return new Remembered(MOST);
    }

    static Remembered nothing() {
        return new Remembered(0);
    }

    private static <R> Map<Long, R> lastUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, R> eldest) {
                return size() > most;
            }
        };
    }

    /** As they are in the log. May be changed. */
    Map<Long, SessionRow> sessions() {
        return sessions;
    }

    /** As they are in the log. May be changed. */
    Map<Long, ClientRow> clients() {
        return clients;
    }

    /** Clients who were never erased and never blocked. May be changed. */
    Set<Long> plainClients() {
        return plainClients;
    }

    /** For when others may have written, or nobody knows what was. */
    void forget() {
        sessions.clear();
        clients.clear();
        plainClients.clear();
    }
}
