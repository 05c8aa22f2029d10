// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

import io.parley.core.log.TextNormalizer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
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
 *
 * @param asked notes what is asked for; null where nobody wants to know
 */
public record JsonInput(
        String path, JsonNode node, @Nullable ReadMembers asked) {
    /** The longest id, in bytes of UTF-8: indexes of PostgreSQL hold two of them (our decision). */
    public static final int LONGEST_ID = 1_000;

    /** Description of the values that {@link #date} accepts. */
    public static final String A_DATE = "a date between 1970 and 9999, such as 2021-02-14";

    /** Places of numbers that are written out. */
    private static final int LONGEST_NUMBER = 30;

    private static final String A_MOMENT =
            "an ISO-8601 date-time with an offset between 1970 and 9999, such as 2021-02-14T21:00:00.234Z";

    /** Numbers that are moments in between in some other unit are guessed to be in that one. */
    private static final Instant EARLIEST_GUESS = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST_GUESS = Instant.parse("2100-01-01T00:00:00Z");

    /** An input of which nobody wants to know what was asked for. */
    public JsonInput(String path, JsonNode node) {
        this(path, node, null);
    }

    /** The same input without notice of what is asked for. */
    public JsonInput unobserved() {
        return new JsonInput(path, node);
    }

    /** The same input, which notes what is asked for. */
    public JsonInput observed() {
        return new JsonInput(path, node, new ReadMembers());
    }

    /** Members that are there and that nobody has asked for by now; none of an input that is not {@link #observed}. */
    public List<String> unknownMembers() {
        return asked == null ? List.of() : asked.unknown(node);
    }

    public boolean isNull() {
        return node.isNull() || node.isMissingNode();
    }

    /** Returns a member; empty when it is absent or null. */
    public Optional<JsonInput> member(String name) {
        if (asked != null) {
            asked.note(path, name);
        }
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new JsonInput(path.isEmpty() ? name : path + "." + name, child, asked));
    }

    /** Returns a member; fails when it is absent or null. */
    public JsonInput required(String name, String expected) {
        return member(name)
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.MISSING_FIELD, path.isEmpty() ? name : path + "." + name, null, expected));
    }

    public JsonInput object() {
        if (!node.isObject()) {
            throw wrongType("a JSON object");
        }
        return this;
    }

    /** Returns the elements of an array, each with its own path. */
    public List<JsonInput> elements() {
        if (!node.isArray()) {
            throw wrongType("a JSON array");
        }
        List<JsonInput> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonInput(path + "[" + i + "]", node.get(i), asked));
        }
        return elements;
    }

    /** Reads a text in storable form: NUL characters and lone surrogates are replaced. */
    public String text() {
        if (!node.isValueNode() || isNull()) {
            throw wrongType("a text");
        }
        return text(node);
    }

    /**
     * The text of a value. A number has one spelling, whether or not its sender writes a fraction or an exponent: {@code 5.0} is {@code 5}.
     *
     * @param value no array or object
     */
    public static String text(JsonNode value) {
        String text = TextNormalizer.storable(value.asString());
        return value.isFloatingPointNumber() ? plain(text) : text;
    }

    private static String plain(String number) {
        return TimestampText.number(number)
                .filter(read -> Math.abs(read.scale()) <= LONGEST_NUMBER)
                .map(read -> read.stripTrailingZeros().toPlainString())
                .orElse(number);
    }

    /** Reads a text that is not blank. */
    public String notBlank() {
        String text = text();
        if (text.isBlank()) {
            throw ApiException.field(ErrorCode.MISSING_FIELD, path, text, "a text that is not blank");
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
     * @throws ApiException when it is longer than {@link #LONGEST_ID}
     */
    public static String id(String path, String text) {
        // Most ids are so short that encoding them is unnecessary.
        if (text.length() > LONGEST_ID / 3 && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, path, text, "an id of at most " + LONGEST_ID + " bytes");
        }
        return text;
    }

    public List<String> texts() {
        return elements().stream().map(JsonInput::text).toList();
    }

    public boolean flag() {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return switch (text().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrongType("true or false");
        };
    }

    /** Reads a number; also from text, because the vendor's own help page sends numbers as text. */
    public double number() {
        String text = text().strip();
        try {
            double number = Double.parseDouble(text);
            // Java has suffixes and hexadecimal numbers, too, which nobody else means.
            if (Double.isFinite(number) && Character.isDigit(text.charAt(text.length() - 1)) && text.indexOf('x') < 0) {
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
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, path, text(), "a number that fits 32 bits");
        }
        return (int) number;
    }

    /** An instant in any of the forms of {@link TimestampText}. */
    public Instant instant() {
        return moment().instant();
    }

    /** An instant up to which something is asked for: {@link TimestampText#asUpperEnd}. */
    public Instant upperEnd() {
        return moment().asUpperEnd();
    }

    private TimestampText moment() {
        String text = text();
        return TimestampText.read(text).orElseThrow(() -> noMoment(path, text));
    }

    /** The refusal of a text that means no instant. */
    public static ApiException noMoment(String path, String text) {
        return ApiException.field(
                ErrorCode.INVALID_DATE,
                path,
                text,
                TimestampText.number(text)
                        .map(number -> "milliseconds since 1970, up to the year 9999"
                                + TimestampText.otherUnit(number, EARLIEST_GUESS, LATEST_GUESS)
                                        .map(unit -> ": " + text.strip() + " looks like " + unit
                                                + "; milliseconds or ISO-8601 are expected")
                                        .orElse(""))
                        .orElse(A_MOMENT));
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
        throw ApiException.field(ErrorCode.INVALID_DATE, path, text, A_DATE);
    }

    /** Reads an enum constant, case-insensitive. */
    public <E extends Enum<E>> E oneOf(Class<E> words, ErrorCode otherwise) {
        String text = text();
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> ApiException.field(otherwise, path, text, words(words)));
    }

    /** Reads an optional member; null when it is absent or null. */
    public <T> @Nullable T optional(String name, Function<JsonInput, T> read) {
        return member(name).map(read).orElse(null);
    }

    public ApiException wrongType(String expected) {
        return ApiException.field(ErrorCode.WRONG_TYPE, path.isEmpty() ? "body" : path, shown(), expected);
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
