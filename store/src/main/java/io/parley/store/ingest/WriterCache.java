// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.log.ClientNames;
import io.parley.core.log.ClientRow;
import io.parley.core.log.SessionRow;
import io.parley.core.log.TimestampedValue;
import io.parley.store.table.RowKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The writer's LRU cache of sessions and clients, by key. Most reports of a bot continue a recent session, which then
 * needs no look-up. Only for a single writer; changes are visible in the cache after the commit.
 */
final class WriterCache {
    // Some ten megabytes each.
    private static final int SESSIONS = 5_000;
    private static final int CLIENTS = 20_000;
    private static final int PLAIN_CLIENTS = 100_000;

    /** Maximum number of characters of a cached row's texts, each of which may be as long as a request. */
    private static final int LONGEST_TEXTS = 2_000;

    private final Map<RowKey, SessionRow> sessions;
    private final Map<RowKey, ClientRow> clients;
    private final Set<RowKey> plainClients;
    private final boolean remembers;
    /** Whether no client was ever erased or blocked; null until this is looked up. */
    private @Nullable Boolean allPlain;

    private WriterCache(int sessions, int clients, int plainClients) {
        this.sessions = lastUsed(sessions);
        this.clients = lastUsed(clients);
        this.plainClients = Collections.newSetFromMap(lastUsed(plainClients));
        this.remembers = plainClients > 0;
    }

    static WriterCache some() {
        return new WriterCache(SESSIONS, CLIENTS, PLAIN_CLIENTS);
    }

    static WriterCache nothing() {
        return new WriterCache(0, 0, 0);
    }

    private static <R> Map<RowKey, R> lastUsed(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<RowKey, R> eldest) {
                return size() > most;
            }
        };
    }

    /** As stored in the log. */
    Map<RowKey, SessionRow> sessions() {
        return Collections.unmodifiableMap(sessions);
    }

    /** As stored in the log. */
    Map<RowKey, ClientRow> clients() {
        return Collections.unmodifiableMap(clients);
    }

    /** Replaces cached rows by written ones. */
    void replaceSessions(Set<RowKey> old, Map<RowKey, SessionRow> rows) {
        sessions.keySet().removeAll(old);
        rows.forEach((key, row) -> {
            if (isShort(
                    row.sessionId(),
                    row.clientId(),
                    row.channelType(),
                    TimestampedValue.valueOf(row.firstQuestion()),
                    TimestampedValue.valueOf(row.lastQuestion()),
                    TimestampedValue.valueOf(row.result()),
                    TimestampedValue.valueOf(row.campaignId()),
                    TimestampedValue.valueOf(row.campaignResult()),
                    row.call().recording())) {
                sessions.put(key, row);
            }
        });
    }

    /** Replaces cached rows by written ones. */
    void replaceClients(Set<RowKey> old, Map<RowKey, ClientRow> rows) {
        clients.keySet().removeAll(old);
        rows.forEach((key, row) -> {
            ClientNames names = row.knownNames();
            if (isShort(
                    row.clientId(),
                    row.channelType(),
                    row.lastSessionId().value(),
                    names.firstName(),
                    names.lastName(),
                    names.username())) {
                clients.put(key, row);
            }
        });
    }

    private static boolean isShort(@Nullable String... texts) {
        return Arrays.stream(texts)
                        .filter(Objects::nonNull)
                        .mapToLong(String::length)
                        .sum()
                <= LONGEST_TEXTS;
    }

    /** Clients that were never erased and never blocked; mutable. */
    Set<RowKey> plainClients() {
        return plainClients;
    }

    /**
     * Returns whether no client at all was ever erased or blocked, as in most stores; false where nothing can be
     * cached.
     *
     * @param look looks it up
     */
    boolean areAllPlain(BooleanSupplier look) {
        if (allPlain == null) {
            allPlain = remembers && look.getAsBoolean();
        }
        return allPlain;
    }

    /** Clears the cache, for when other processes may have written, or the outcome of a commit is unknown. */
    void forget() {
        sessions.clear();
        clients.clear();
        plainClients.clear();
        allPlain = null;
    }
}
