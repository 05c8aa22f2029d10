// SPDX-License-Identifier: Apache-2.0
package io.parley.core.problem;

import io.parley.core.log.Texts;
import io.parley.core.time.MomentText;
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
public record Input(String path, JsonNode node, @Nullable AskedMembers asked) {
    /** The longest id, in bytes of UTF-8: indexes of PostgreSQL hold two of them (our decision). */
    public static final int LONGEST_ID = 1_000;

    /** What {@link #date} expects. */
    public static final String A_DATE = "a date between 1970 and 9999, such as 2021-02-14";

    /** Places of numbers that are written out. */
    private static final int LONGEST_NUMBER = 30;

    private static final String A_MOMENT =
            "an ISO-8601 date-time with an offset between 1970 and 9999, such as 2021-02-14T21:00:00.234Z";

    /** Numbers that are moments in between in some other unit are guessed to be in that one. */
    private static final Instant EARLIEST_GUESS = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST_GUESS = Instant.parse("2100-01-01T00:00:00Z");

    /** An input of which nobody wants to know what was asked for. */
    public Input(String path, JsonNode node) {
        this(path, node, null);
    }

    /** The same input without notice of what is asked for. */
    public Input unobserved() {
        return new Input(path, node);
    }

    /** The same input, which notes what is asked for. */
    public Input observed() {
        return new Input(path, node, new AskedMembers());
    }

    /** Members that are there and that nobody has asked for by now; none of an input that is not {@link #observed}. */
    public List<String> unknownMembers() {
        return asked == null ? List.of() : asked.unknown(node);
    }

    public boolean isNull() {
        return node.isNull() || node.isMissingNode();
    }

    /** A member that may be absent or null. */
    public Optional<Input> member(String name) {
        if (asked != null) {
            asked.note(path, name);
        }
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new Input(path.isEmpty() ? name : path + "." + name, child, asked));
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
            elements.add(new Input(path + "[" + i + "]", node.get(i), asked));
        }
        return elements;
    }

    /** A text as an engine can keep it and look for it: without NUL characters and lone surrogates. */
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
        String text = Texts.storable(value.asString());
        return value.isFloatingPointNumber() ? plain(text) : text;
    }

    private static String plain(String number) {
        return MomentText.number(number)
                .filter(read -> Math.abs(read.scale()) <= LONGEST_NUMBER)
                .map(read -> read.stripTrailingZeros().toPlainString())
                .orElse(number);
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
        return switch (text().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrongType("true or false");
        };
    }

    /** A number; the vendor's own help page sends numbers as texts, so those are read, too. */
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

    /** An integer of 32 bits. */
    public int smallInteger() {
        long number = integer();
        if (number != (int) number) {
            throw Refused.field(Problem.OUT_OF_RANGE, path, text(), "a number that fits 32 bits");
        }
        return (int) number;
    }

    /** An instant in any of the forms of {@link MomentText}. */
    public Instant instant() {
        return moment().instant();
    }

    /** An instant up to which something is asked for: {@link MomentText#asUpperEnd}. */
    public Instant upperEnd() {
        return moment().asUpperEnd();
    }

    private MomentText moment() {
        String text = text();
        return MomentText.read(text).orElseThrow(() -> noMoment(path, text));
    }

    /** The refusal of a text that means no instant. */
    public static Refused noMoment(String path, String text) {
        return Refused.field(
                Problem.INVALID_DATE,
                path,
                text,
                MomentText.number(text)
                        .map(number -> "milliseconds since 1970, up to the year 9999"
                                + MomentText.otherUnit(number, EARLIEST_GUESS, LATEST_GUESS)
                                        .map(unit -> ": " + text.strip() + " looks like " + unit
                                                + "; milliseconds or ISO-8601 are expected")
                                        .orElse(""))
                        .orElse(A_MOMENT));
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
