// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.core.log.Analytics;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.MessageVersions;
import io.parley.core.log.Operator;
import io.parley.core.log.Piece;
import io.parley.core.log.Settlement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Columns with JSON, for records with fields that no query uses. */
public final class JsonColumns {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Pieces have many absent members, and are not looked at in the table. */
    private static final JsonMapper COMPACT = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    private JsonColumns() {}

    /** Returns null for no names. */
    static @Nullable String write(List<String> names) {
        return names.isEmpty() ? null : MAPPER.writeValueAsString(names);
    }

    static List<String> names(@Nullable String json) {
        return json == null ? List.of() : List.of(MAPPER.readValue(json, String[].class));
    }

    static String write(Piece piece) {
        return COMPACT.writeValueAsString(piece);
    }

    static Piece piece(String json) {
        return COMPACT.readValue(json, Piece.class);
    }

    static String write(Settlement settlement) {
        return COMPACT.writeValueAsString(settlement);
    }

    static Settlement settlement(String json) {
        return COMPACT.readValue(json, Settlement.class);
    }

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
