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
 * A piece of JSON that somebody sent, with the path to it. Reads tolerantly (numbers and booleans as text, unknown members,
 * null for absent) and refuses what cannot be meant, naming the path, what came and what was expected.
 */
public record Input(String path, JsonNode node) {
    /** The longest id, in bytes of UTF-8: indexes of PostgreSQL hold two of them (our decision). */
    public static final int LONGEST_ID = 1_000;

    /** What {@link #date} expects. */
    public static final String A_DATE = "a date between 1970 and 9999, such as 2021-02-14";

    private static final long FIRST_EPOCH_MS =
            Instant.parse("1970-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_EPOCH_MS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    public boolean isNull() {
        return node.isNull() || node.isMissingNode();
    }

    /** A member that may be absent or null. */
    public Optional<Input> member(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new Input(path.isEmpty() ? name : path + "." + name, child));
    }

    /** A member that must be there. */
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

    /** The elements of an array, each with its own path. */
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

    /** A text as an engine can keep it and look for it: without NUL characters and lone surrogates. */
    public String text() {
        if (!node.isValueNode() || isNull()) {
            throw wrongType("a text");
        }
        return Texts.storable(node.asString());
    }

    /** A text that says something. */
    public String notBlank() {
        String text = text();
        if (text.isBlank()) {
            throw Refused.field(Problem.MISSING_FIELD, path, text, "a text that is not blank");
        }
        return text;
    }

    /** A text by which things are told apart: one that is not blank, nor longer than engines can index. */
    public String id() {
        return id(path, notBlank());
    }

    /**
     * A text by which things are told apart.
     *
     * @param path where it came
     * @return the same text
     * @throws Refused when it is longer than {@link #LONGEST_ID}
     */
    public static String id(String path, String text) {
        // Most are so short that their bytes need not be made.
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

    /** A number; the vendor's own help page sends numbers as texts, so those are read, too. */
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

    /** An integer of 32 bits. */
    public int smallInteger() {
        long number = integer();
        if (number != (int) number) {
            throw Refused.field(Problem.OUT_OF_RANGE, path, text(), "a number that fits 32 bits");
        }
        return (int) number;
    }

    /** An instant: ISO-8601 with an offset, or milliseconds since 1970. */
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

    /** Reads an instant out of a query parameter or a member. */
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

    /** A day of the calendar. */
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

    /** One of an enumeration's words, upper or lower case. */
    public <E extends Enum<E>> E oneOf(Class<E> words, Problem otherwise) {
        String text = text();
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Refused.field(otherwise, path, text, words(words)));
    }

    /** An optional member, read. */
    public <T> @Nullable T optional(String name, Function<Input, T> read) {
        return member(name).map(read).orElse(null);
    }

    public Refused wrongType(String expected) {
        return Refused.field(Problem.WRONG_TYPE, path.isEmpty() ? "body" : path, shown(), expected);
    }

    private String shown() {
        return node.isMissingNode() ? "nothing" : node.toString();
    }

    /** What an enumeration allows, in words. */
    public static String words(Class<? extends Enum<?>> words) {
        return "one of "
                + Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
