// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as callers write it, the one parser of all bodies and queries: ISO-8601 with an offset ({@code Z}, {@code +03:00}, {@code +0300},
 * {@code +03}), with a {@code T} or a space before the time, or milliseconds since 1970 in digits or scientific notation.
 *
 * @param instant what is meant, in microseconds; the rest of finer ones is cut off
 * @param isFinerThanMillis whether the text has more digits than those of milliseconds
 */
public record TimestampText(Instant instant, boolean isFinerThanMillis) {
    /** The earliest moment that any text can mean. */
    public static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    /** The last moment that any text can mean. */
    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final BigDecimal LAST_MS =
            BigDecimal.valueOf(LAST.toEpochMilli()).add(new BigDecimal("0.999"));

    /** A microsecond, in ms. */
    private static final BigDecimal SMALLEST = new BigDecimal("0.001");

    /** Longer texts are no moments; a number of a million digits would take long to read. */
    private static final int LONGEST = 64;

    private static final Pattern ISO = Pattern.compile(
            "(?<date>\\d{4}-\\d{2}-\\d{2})(?:[Tt]| +)(?<time>\\d{2}:\\d{2}(?::\\d{2})?)(?:(?<=:\\d{2}:\\d{2})[.,](?<fraction>\\d{1,18}))?"
                    + " *(?:(?<utc>[Zz]|UTC|GMT)|(?<sign>[+\\-\u2212])(?<hours>\\d{2})(?::?(?<minutes>\\d{2}))?)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,4})?");

    /** An ISO text, or a number, of which a query has made the plus sign a space, as the rules of forms have it. */
    private static final Pattern PLUS_LOST =
            Pattern.compile("(?<before>.*:\\d{2}(?:[.,]\\d+)?|[\\d.]+[eE]) (?<after>\\d{2}(?::?\\d{2})?|\\d{1,2})");

    /**
     * The moment that a text means.
     *
     * @return nothing for a text that is no moment, or one outside {@link #FIRST} to {@link #LAST}
     */
    public static Optional<TimestampText> read(String text) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher iso = ISO.matcher(stripped);
        return iso.matches() ? ofIso(iso) : number(stripped).flatMap(TimestampText::ofNumber);
    }

    /** The same of a parameter of a query, in which a plus sign may have become a space. */
    public static Optional<TimestampText> ofQuery(String text) {
        Matcher lost = PLUS_LOST.matcher(text.strip());
        return read(lost.matches() ? lost.group("before") + "+" + lost.group("after") : text);
    }

    /** The number that a text is, in digits or scientific notation; nothing for any other text. */
    public static Optional<BigDecimal> number(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST && NUMBER.matcher(stripped).matches()
                ? Optional.of(new BigDecimal(stripped))
                : Optional.empty();
    }

    /**
     * The moment as an upper end that belongs to a range. Answers show milliseconds; so an end that is given in milliseconds holds the whole of its
     * last one, and a row is found by the time that it shows.
     */
    public Instant asUpperEnd() {
        return isFinerThanMillis ? instant : instant.plus(999, ChronoUnit.MICROS);
    }

    /**
     * The unit in which a number of that size is a moment between two others, where it is not milliseconds.
     *
     * @return seconds, microseconds, or nanoseconds since 1970; nothing when it is none of them
     */
    public static Optional<String> otherUnit(BigDecimal number, Instant earliest, Instant latest) {
        return Arrays.stream(Unit.values())
                .filter(unit -> {
                    BigDecimal millis = number.movePointRight(unit.toMillis);
                    return millis.compareTo(BigDecimal.valueOf(earliest.toEpochMilli())) >= 0
                            && millis.compareTo(BigDecimal.valueOf(latest.toEpochMilli())) <= 0;
                })
                .findFirst()
                .map(unit -> unit.name().toLowerCase(Locale.ROOT));
    }

    private enum Unit {
        SECONDS(3),
        MICROSECONDS(-3),
        NANOSECONDS(-6);

        /** Places by which the point moves to make milliseconds of it. */
        private final int toMillis;

        Unit(int toMillis) {
            this.toMillis = toMillis;
        }
    }

    /** The moment of so many milliseconds since 1970; {@link #FIRST} or {@link #LAST} for one that lies beyond. */
    public static Instant ofMillis(BigDecimal millis) {
        // A number of a large exponent is compared quickly, but would become a long one.
        return millis.compareTo(SMALLEST) < 0
                ? FIRST
                : millis.compareTo(LAST_MS) > 0
                        ? LAST
                        : Instant.EPOCH.plus(millis.movePointRight(3).longValue(), ChronoUnit.MICROS);
    }

    private static Optional<TimestampText> ofNumber(BigDecimal millis) {
        Instant instant = ofMillis(millis);
        return millis.signum() < 0 || millis.compareTo(LAST_MS) > 0
                ? Optional.empty()
                : Optional.of(new TimestampText(instant, instant.getNano() % 1_000_000 != 0));
    }

    private static Optional<TimestampText> ofIso(Matcher iso) {
        String fraction = iso.group("fraction") == null ? "" : iso.group("fraction");
        try {
            Instant instant = OffsetDateTime.parse(iso.group("date") + "T" + iso.group("time") + offset(iso))
                    .toInstant()
                    .plusNanos(nanos(fraction))
                    .truncatedTo(ChronoUnit.MICROS);
            return instant.isBefore(FIRST) || instant.isAfter(LAST)
                    ? Optional.empty()
                    : Optional.of(new TimestampText(instant, fraction.length() > 3));
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    private static String offset(Matcher iso) {
        if (iso.group("utc") != null) {
            return "Z";
        }
        String minutes = iso.group("minutes");
        String sign = iso.group("sign").equals("+") ? "+" : "-";
        return sign + iso.group("hours") + ":" + (minutes == null ? "00" : minutes);
    }

    private static long nanos(String fraction) {
        return fraction.isEmpty()
                ? 0
                : Long.parseLong(String.format(Locale.ROOT, "%-9s", fraction)
                        .replace(' ', '0')
                        .substring(0, 9));
    }
}
