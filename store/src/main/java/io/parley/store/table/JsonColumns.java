// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.Analytics;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.MessageVersions;
import io.parley.core.log.Operator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Columns with JSON, for records with fields that no query uses. */
public final class JsonColumns {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonColumns() {}

    static @Nullable String write(@Nullable Operator operator) {
        return operator == null ? null : MAPPER.writeValueAsString(operator);
    }

    /** Reads the column of an operator. */
    public static @Nullable Operator operator(@Nullable String json) {
        return json == null ? null : MAPPER.readValue(json, Operator.class);
    }

    static @Nullable String write(Analytics analytics) {
        return analytics.equals(Analytics.NONE) ? null : MAPPER.writeValueAsString(analytics);
    }

    static Analytics analytics(@Nullable String json) {
        return json == null ? Analytics.NONE : MAPPER.readValue(json, Analytics.class);
    }

    /** What the columns of a message's one report do not say: the reports of its parts. */
    static @Nullable String write(MessageVersions versions) {
        return versions.fromOneReport() ? null : MAPPER.writeValueAsString(versions);
    }

    /**
     * Reads the columns of a message's reports.
     *
     * @param json the reports of parts; null when there are none
     */
    static MessageVersions versions(@Nullable String json, long digest, @Nullable Long number) {
        return json == null
                ? MessageVersions.ofWhole(new MessageVersion(number, digest))
                : MAPPER.readValue(json, MessageVersions.class);
    }
}
