// SPDX-License-Identifier: Apache-2.0
package io.parley.core.problem;

import io.parley.core.log.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value of a request with its path. Parsing is lenient: numbers and booleans may be text, unknown members are
 * ignored, and null means absent. Errors name the path, the received value and the expected one.
 */
public record Input(String path, JsonNode node) {
    /**
     * Maximum length of an id, in bytes of UTF-8: an index entry of PostgreSQL must hold two of them (our decision).
     */
    public static final int LONGEST_ID = 1_000;

    /** Description of the values that {@link #date} accepts. */
    public static final String A_DATE = "a date between 1970 and 9999, such as 2021-02-14";

    private static final long FIRST_EPOCH_MS =
            Instant.parse("1970-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_EPOCH_MS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    public boolean isNull() {
        return node.isNull() || node.isMissingNode();
    }

    /** Returns a member; empty when it is absent or null. */
    public Optional<Input> member(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new Input(path.isEmpty() ? name : path + "." + name, child));
    }

    /** Returns a member; fails when it is absent or null. */
    public Input required(String name, String expected) {
        return member(name)
                .orElseThrow(() -> Refused.field(
                        Problem.MISSING_FIELD, path.isEmpty() ? name : path + "." + name, null, expected));
    }

    public Input object() {
        if (!node.isObject()) {
            throw wrongType("a JSON object");
        }
        return this;
    }

    /** Returns the elements of an array, each with its own path. */
    public List<Input> elements() {
        if (!node.isArray()) {
            throw wrongType("a JSON array");
        }
        List<Input> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Input(path + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    /** Reads a text in storable form: NUL characters and lone surrogates are replaced. */
    public String text() {
        if (!node.isValueNode() || isNull()) {
            throw wrongType("a text");
        }
        return Texts.storable(node.asString());
    }

    /** Reads a text that is not blank. */
    public String notBlank() {
        String text = text();
        if (text.isBlank()) {
            throw Refused.field(Problem.MISSING_FIELD, path, text, "a text that is not blank");
        }
        return text;
    }

    /** Reads an identifier: a text that is not blank and not longer than {@link #LONGEST_ID}. */
    public String id() {
        return id(path, notBlank());
    }

    /**
     * Checks the length of an identifier.
     *
     * @param path path of the value in the request
     * @return the same text
     * @throws Refused when it is longer than {@link #LONGEST_ID}
     */
    public static String id(String path, String text) {
        // Most ids are so short that encoding them is unnecessary.
        if (text.length() > LONGEST_ID / 3 && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw Refused.field(Problem.OUT_OF_RANGE, path, text, "an id of at most " + LONGEST_ID + " bytes");
        }
        return text;
    }

    public List<String> texts() {
        return elements().stream().map(Input::text).toList();
    }

    public boolean flag() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return switch (text().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrongType("true or false");
        };
    }

    /** Reads a number; also from text, because the vendor's own help page sends numbers as text. */
    public double number() {
        try {
            double number = Double.parseDouble(text().strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below.
        }
        throw wrongType("a number");
    }

    public long integer() {
        try {
            return Long.parseLong(text().strip());
        } catch (NumberFormatException notAnInteger) {
            throw wrongType("an integer");
        }
    }

    /** Reads an integer of 32 bits. */
    public int smallInteger() {
        long number = integer();
        if (number != (int) number) {
            throw Refused.field(Problem.OUT_OF_RANGE, path, text(), "a number that fits 32 bits");
        }
        return (int) number;
    }

    /** Reads an instant: ISO-8601 with an offset, or milliseconds since 1970. */
    public Instant instant() {
        if (node.isIntegralNumber()) {
            if (!node.canConvertToLong() || node.longValue() < FIRST_EPOCH_MS || node.longValue() > LAST_EPOCH_MS) {
                throw Refused.field(
                        Problem.INVALID_DATE, path, shown(), "milliseconds since 1970, up to the year 9999");
            }
            return Instant.ofEpochMilli(node.longValue());
        }
        return instant(path, text());
    }

    /** Parses an instant from a query parameter or a member. */
    public static Instant instant(String path, String text) {
        try {
            Instant instant = OffsetDateTime.parse(text.strip()).toInstant();
            if (instant.toEpochMilli() >= FIRST_EPOCH_MS && instant.toEpochMilli() <= LAST_EPOCH_MS) {
                return instant;
            }
        } catch (DateTimeParseException | ArithmeticException notADate) {
            // Refused below.
        }
        throw Refused.field(
                Problem.INVALID_DATE,
                path,
                text,
                "an ISO-8601 date-time with an offset between 1970 and 9999, such as 2021-02-14T21:00:00.234Z");
    }

    /** Reads a calendar date. */
    public LocalDate date() {
        String text = text();
        try {
            LocalDate date = LocalDate.parse(text.strip());
            if (date.getYear() >= 1970 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            // Refused below.
        }
        throw Refused.field(Problem.INVALID_DATE, path, text, A_DATE);
    }

    /** Reads an enum constant, case-insensitive. */
    public <E extends Enum<E>> E oneOf(Class<E> words, Problem otherwise) {
        String text = text();
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Refused.field(otherwise, path, text, words(words)));
    }

    /** Reads an optional member; null when it is absent or null. */
    public <T> @Nullable T optional(String name, Function<Input, T> read) {
        return member(name).map(read).orElse(null);
    }

    public Refused wrongType(String expected) {
        return Refused.field(Problem.WRONG_TYPE, path.isEmpty() ? "body" : path, shown(), expected);
    }

    private String shown() {
        return node.isMissingNode() ? "nothing" : node.toString();
    }

    /** Returns a description of an enum's constants. */
    public static String words(Class<? extends Enum<?>> words) {
        return "one of "
                + Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
