// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import io.parley.core.log.ClientRow;
import io.parley.core.log.SessionRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the log's writer knows of the sessions and clients that it last had to do with, by key. What a bot reports most often goes on with what it
 * reported last, and what is at hand need not be looked up. Only for a writer that is the only one; what it writes counts here when it is
 * committed.
 */
final class Remembered {
    // Some ten megabytes each.
    private static final int SESSIONS = 5_000;
    private static final int CLIENTS = 20_000;
    private static final int PLAIN_CLIENTS = 100_000;

    private final Map<Long, SessionRow> sessions;
    private final Map<Long, ClientRow> clients;
    private final Set<Long> plainClients;
    private final boolean remembers;
    /** Whether nobody was ever erased or blocked; null until somebody has looked. */
    private @Nullable Boolean allPlain;

    private Remembered(int sessions, int clients, int plainClients) {
        this.sessions = lastUsed(sessions);
        this.clients = lastUsed(clients);
        this.plainClients = Collections.newSetFromMap(lastUsed(plainClients));
        this.remembers = plainClients > 0;
    }

    static Remembered some() {
        return new Remembered(SESSIONS, CLIENTS, PLAIN_CLIENTS);
    }

    static Remembered nothing() {
        return new Remembered(0, 0, 0);
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

    /**
     * Whether no client at all was ever erased or blocked, as is so in most stores; false where nothing can be remembered.
     *
     * @param look finds out
     */
    boolean areAllPlain(BooleanSupplier look) {
        if (allPlain == null) {
            allPlain = remembers && look.getAsBoolean();
        }
        return allPlain;
    }

    /** For when others may have written, or nobody knows what was. */
    void forget() {
        sessions.clear();
        clients.clear();
        plainClients.clear();
        allPlain = null;
    }
}
