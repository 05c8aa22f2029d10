// SPDX-License-Identifier: Apache-2.0
package io.parley.store.rows;

import io.parley.core.log.Analytics;
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
}
