// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import io.parley.core.error.ApiException;
import io.parley.core.memory.MemoryBudget;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what people sent once and the store keeps as JSON. A list may have a thousand of it, each a megabyte. */
public final class StoredJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredJson() {}

    /**
     * Parses a text.
     *
     * @throws ApiException when the call that this thread works for, if it works for one, may not hold what the text becomes
     */
    public static JsonNode read(String json) {
        MemoryBudget.@Nullable Lease lease = MemoryBudget.current();
        if (lease != null) {
            lease.grow(size(json));
        }
        return JSON.readTree(json);
    }

    /** What a text becomes, in bytes, at most. */
    private static long size(String json) {
        return JsonSizeEstimate.of(json.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    /** Reads many texts, of which one is in memory at a time, and parts of few of them are kept. */
    public static final class Reading implements AutoCloseable {
        private final MemoryBudget.@Nullable Lease ofCall = MemoryBudget.current();
        private final MemoryBudget.@Nullable Lease ofOne = ofCall == null ? null : ofCall.another();

        /**
         * Parses the next text.
         *
         * @param keeping whether it keeps a part of what it is given
         * @throws ApiException when the call may not hold what the text becomes
         */
        public void read(String json, Predicate<JsonNode> keeping) {
            long size = size(json);
            if (ofOne != null) {
                ofOne.growTo(size);
            }
            if (keeping.test(JSON.readTree(json)) && ofCall != null) {
                ofCall.grow(size);
            }
        }

        @Override
        public void close() {
            if (ofOne != null) {
                ofOne.close();
            }
        }
    }
}
