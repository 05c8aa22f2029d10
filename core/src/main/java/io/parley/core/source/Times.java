// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.error.TimestampText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times as sources write them. */
final class Times {
    private static final int DAY_BEGINS = 4;
    /** Numbers from here on are milliseconds, below seconds: the year 5138, and March 1973. */
    private static final BigDecimal MILLISECONDS = new BigDecimal("100000000000");
    /** Numbers from here on are microseconds. */
    private static final BigDecimal MICROSECONDS = new BigDecimal("100000000000000");

    private Times() {}

    /** Reads the first member that is there: seconds or milliseconds since 1970, as number or text, or ISO-8601; null for none. */
    static @Nullable Instant of(JsonNode node, SourceOptions options, String... members) {
        String text = Json.text(node, members);
        return text == null ? null : of(text, options);
    }

    /** Reads a time; one without an offset is in the zone of the options. */
    static Instant of(String text, SourceOptions options) {
        if (text.length() <= 30 && text.matches("-?\\d+(\\.\\d+)?([eE]\\+?\\d)?\\d?")) {
            return ofNumber(new BigDecimal(text));
        }
        return TimestampText.read(text).map(TimestampText::instant).orElseGet(() -> local(text, options));
    }

    private static Instant local(String text, SourceOptions options) {
        try {
            return within(
                    LocalDateTime.parse(text.strip().replaceFirst(" ", "T"))
                            .atZone(options.zoneOfFile())
                            .toInstant(),
                    text);
        } catch (DateTimeException neither) {
            throw new SourceException(
                    "the time is '" + shortened(text) + "'; expected ISO-8601, or seconds or milliseconds since 1970");
        }
    }

    private static Instant ofNumber(BigDecimal number) {
        BigDecimal micros = number.abs().compareTo(MICROSECONDS) >= 0
                ? number
                : number.movePointRight(number.abs().compareTo(MILLISECONDS) >= 0 ? 3 : 6);
        long whole = micros.longValue();
        return within(
                Instant.ofEpochSecond(Math.floorDiv(whole, 1_000_000), Math.floorMod(whole, 1_000_000) * 1_000L),
                number.toPlainString());
    }

    static Instant within(Instant time, String text) {
        if (time.isBefore(TimestampText.FIRST) || time.isAfter(TimestampText.LAST)) {
            throw new SourceException("the time is " + shortened(text) + "; expected one since 1970");
        }
        return time;
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /**
     * Returns the conversation of a chat that never ends: the chat and the day, which begins at 4 in the night. So a conversation has a bounded
     * number of pieces, and the pieces of a part of the chat get the ids that they have in the whole of it.
     */
    static String dayOf(String chat, Instant time, @Nullable ZoneId zone) {
        return chat + "/"
                + time.atZone(zone == null ? ZoneOffset.UTC : zone)
                        .minusHours(DAY_BEGINS)
                        .toLocalDate();
    }
}
