// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.TimestampText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The moments of what is reported, within bounds: a time in the wrong unit, or of a clock that is wrong, would be the first or the last row of
 * every list, and widen every chart. What lies outside is refused, with a guess at the unit.
 */
@Component
final class TimestampBounds {
    private final Bounds bounds;
    private final Clock clock;

    TimestampBounds(Bounds bounds, Clock clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /**
     * What the operator sets.
     *
     * @param earliest the first moment that is believed
     * @param ahead how far a moment may lie ahead of the server's clock
     */
    @ConfigurationProperties("parley.reported-times")
    record Bounds(
            @DefaultValue("2000-01-01T00:00:00Z") Instant earliest,
            @DefaultValue("1d") Duration ahead) {}

    Instant now() {
        return clock.instant();
    }

    /** The moment that a member says, in any of the forms of {@link TimestampText}. */
    Instant of(JsonInput member) {
        Instant instant = member.instant();
        String text = member.text();
        return within(
                member.path(),
                text,
                instant,
                TimestampText.number(text)
                        .flatMap(number -> TimestampText.otherUnit(number, bounds.earliest, latest()))
                        .map(unit -> looksLike(text, unit) + "milliseconds or ISO-8601 are expected"));
    }

    /**
     * The moment that a text {@code seconds.nanoseconds} says, quoted or not.
     *
     * @return nothing where there is no such text
     */
    Optional<Instant> ofSeconds(String path, JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return Optional.empty();
        }
        String text = node.asString();
        return TimestampText.number(text).map(seconds -> {
            Instant instant = TimestampText.ofMillis(seconds.movePointRight(3));
            Optional<String> guess = Optional.of(TimestampText.ofMillis(seconds))
                    .filter(this::isWithin)
                    .map(inMillis -> looksLike(text, "milliseconds") + "seconds are expected");
            return within(path, text, instant, guess);
        });
    }

    private static String looksLike(String text, String unit) {
        return ": " + text.strip() + " looks like " + unit + "; ";
    }

    private Instant latest() {
        return clock.instant().plus(bounds.ahead);
    }

    private boolean isWithin(Instant instant) {
        return !instant.isBefore(bounds.earliest) && !instant.isAfter(latest());
    }

    /**
     * Returns a time that is within the bounds.
     *
     * @param path of the member that has it
     * @throws ApiException when it lies outside
     */
    Instant within(String path, Instant time) {
        return within(path, time.toString(), time, Optional.empty());
    }

    private Instant within(String path, String text, Instant instant, Optional<String> guess) {
        if (isWithin(instant)) {
            return instant;
        }
        throw ApiException.field(
                ErrorCode.INVALID_DATE,
                path,
                text,
                "a time from " + bounds.earliest + " to " + latest().truncatedTo(ChronoUnit.SECONDS)
                        + guess.orElse(""));
    }
}
