// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.filter.CustomField;
import io.parley.core.log.RawJson;
import io.parley.core.log.SessionRow;
import io.parley.server.http.ConcurrencyLimit;
import io.parley.server.http.StoredJson;
import io.parley.store.query.ConversationQueries;
import io.parley.store.table.RowKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values from bots' responses that a call requests, by path. A session has the values of its last message that has
 * any at the path, like all other data that a script records.
 */
final class CustomFields {
    /** Most values in one call (our decision). */
    private static final int MOST = 20;

    /** Each has a connection of its own to read from. */
    private static final ConcurrencyLimit STREAMS = new ConcurrencyLimit(4, 32, Duration.ofSeconds(10));

    private final List<CustomField> wanted;

    /** Rejects more fields than can be read from a page of long responses in reasonable time. */
    CustomFields(List<CustomField> wanted) {
        if (wanted.size() > MOST) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE,
                    wanted.get(MOST).source(),
                    wanted.size() + " paths",
                    "at most " + MOST + " paths in one call");
        }
        this.wanted = wanted;
    }

    /** Returns the values by path; null when the call requests none. */
    @Nullable
    Map<String, JsonNode> of(@Nullable RawJson response) {
        if (wanted.isEmpty()) {
            return null;
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        if (response != null) {
            complete(values, StoredJson.read(response.text()));
        }
        return values;
    }

    /** Values by session and path; empty when the call wants none. */
    Map<RowKey, Map<String, JsonNode>> ofSessions(Collection<SessionRow> sessions, ConversationQueries conversations) {
        Map<RowKey, Map<String, JsonNode>> values = new HashMap<>();
        if (!wanted.isEmpty() && !sessions.isEmpty()) {
            sessions.forEach(session -> values.put(RowKey.of(session), new LinkedHashMap<>()));
            STREAMS.take();
            try (StoredJson.Reading reading = new StoredJson.Reading()) {
                conversations.streamResponses(sessions, (session, response) -> {
                    Map<String, JsonNode> ofSession = values.computeIfAbsent(session, key -> new LinkedHashMap<>());
                    if (ofSession.size() < wanted.size()) {
                        reading.read(response.text(), json -> complete(ofSession, json));
                    }
                });
            } finally {
                STREAMS.release();
            }
        }
        return values;
    }

    /** @return whether a value was found */
    private boolean complete(Map<String, JsonNode> values, JsonNode response) {
        int before = values.size();
        for (CustomField field : wanted) {
            if (!values.containsKey(field.name())) {
                field.in(response).ifPresent(value -> values.put(field.name(), value));
            }
        }
        return values.size() > before;
    }
}
