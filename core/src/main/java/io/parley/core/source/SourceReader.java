// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the values of a file one at a time: lines of JSON, a JSON document, or lines of text. Memory is bounded by the longest value, at most
 * {@value #LONGEST} characters.
 *
 * <p>Of a document that is an array each element is a value. A larger object is read member by member: elements of its lists of messages are values.
 */
final class SourceReader {
    /** Members whose elements are the records of an object, in order of precedence. */
    static final List<String> LISTS =
            List.of("messages", "conversations", "transcript", "events", "interactions", "payload", "list");
    /** Members that may contain an object with such lists. */
    static final Set<String> AROUND_LISTS = Set.of("chats", "left_chats", "data");

    /** Longest value, and longest line, in characters. */
    static final int LONGEST = 16 << 20;

    /** So much of a file decides how it is read; an object that fits into it is read as a whole. In bytes. */
    private static final int HEAD = 4 << 20;

    private static final int FIRST_LINES = 200;
    private static final int DEPTH = 200;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST)
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            // Numbers of own records go on as they are.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Receiver receiver;
    private boolean stopped;

    /** Receives the values. */
    interface Receiver {
        /** Takes a value. @return whether more is wanted */
        boolean value(String place, @Nullable ObjectNode around, JsonNode value);

        /** Takes the reason why a value cannot be read. @return whether more is wanted */
        boolean problem(String place, String reason);
    }

    SourceReader(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Reads a file to its end, or until the receiver wants no more.
     *
     * @param isText whether a line begins a text file that is no JSON
     */
    void read(InputStream file, Predicate<String> isText) throws IOException {
        byte[] head = file.readNBytes(HEAD);
        boolean isWhole = head.length < HEAD;
        String text = new String(head, StandardCharsets.UTF_8);
        List<String> first = firstLines(text);
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), file);
        char begin = first.isEmpty() ? ' ' : first.getFirst().charAt(0);
        if (first.stream().anyMatch(isText)) {
            lines(all, true);
        } else if (begin == '[' && !(first.size() > 1 && isJson(first.getFirst()))) {
            document(all, isWhole);
        } else if (begin == '{' && !areValues(first)) {
            document(all, isWhole);
        } else {
            lines(all, first.stream().noneMatch(line -> line.startsWith("{")));
        }
    }

    /** Whether the first line is a value, or the second one where the first is damaged. */
    private static boolean areValues(List<String> first) {
        return isJson(first.getFirst()) || (first.size() > 1 && first.get(1).startsWith("{") && isJson(first.get(1)));
    }

    private static List<String> firstLines(String head) {
        List<String> lines = new ArrayList<>();
        head.lines().limit(FIRST_LINES).forEach(line -> {
            String stripped = withoutMark(line).strip();
            if (!stripped.isEmpty()) {
                lines.add(stripped);
            }
        });
        return lines;
    }

    private static String withoutMark(String line) {
        return !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
    }

    private static boolean isJson(String line) {
        if (!line.startsWith("{") && !line.startsWith("[")) {
            return false;
        }
        try {
            return JSON.readTree(line).isContainer();
        } catch (JacksonException broken) {
            return false;
        }
    }

    // ---- Lines

    private void lines(InputStream in, boolean areText) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (int number = 1; !stopped; number++) {
            int length = line(lines, line);
            if (length < 0) {
                return;
            }
            String text = number == 1 ? withoutMark(line.toString()) : line.toString();
            String place = "line " + number;
            if (length > LONGEST) {
                stopped = !receiver.problem(place, "the line has more than " + LONGEST + " characters");
            } else if (areText) {
                stopped = !receiver.value(place, null, StringNode.valueOf(text));
            } else if (!text.isBlank()) {
                json(place, text);
            }
        }
    }

    private void json(String place, String text) {
        JsonNode value;
        try {
            value = JSON.readTree(text);
        } catch (JacksonException broken) {
            stopped = !receiver.problem(place, "no JSON: " + reason(broken));
            return;
        }
        stopped = !receiver.value(place, null, value);
    }

    /** Reads a line, and keeps its first {@link #LONGEST} characters. @return its length; -1 at the end */
    private static int line(BufferedReader in, StringBuilder line) throws IOException {
        line.setLength(0);
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return length == 0 ? -1 : length;
            }
            if (length < LONGEST) {
                line.append((char) c);
            }
            length = Math.min(length + 1, LONGEST + 1);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return length;
    }

    // ---- Documents

    private void document(InputStream in, boolean isWhole) {
        try (JsonParser parser = JSON.createParser(in)) {
            try {
                for (int number = 0; !stopped && parser.nextToken() != null; number++) {
                    String path = number == 0 ? "$" : "$" + number;
                    if (parser.currentToken() == JsonToken.START_ARRAY) {
                        elements(parser, path, null);
                    } else if (parser.currentToken() == JsonToken.START_OBJECT && !isWhole) {
                        members(parser, path);
                    } else {
                        give(path, null, parser);
                    }
                }
            } catch (JacksonException broken) {
                int line = parser.currentLocation().getLineNr();
                stopped = !receiver.problem(
                        "line " + line, "no JSON, the rest of the file is not read: " + reason(broken));
            }
        }
    }

    private void elements(JsonParser parser, String path, @Nullable ObjectNode around) {
        for (int index = 0; !stopped && parser.nextToken() != JsonToken.END_ARRAY; index++) {
            give(path + "[" + index + "]", around, parser);
        }
    }

    private void members(JsonParser parser, String path) {
        ObjectNode around = JsonNodeFactory.instance.objectNode();
        long size = 0;
        while (!stopped && parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String inside = path + "." + name;
            JsonToken begin = parser.nextToken();
            if (begin == JsonToken.START_ARRAY && name.equals("list")) {
                for (int index = 0; !stopped && parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        members(parser, inside + "[" + index + "]");
                    } else {
                        parser.skipChildren();
                    }
                }
            } else if (begin == JsonToken.START_ARRAY && LISTS.contains(name)) {
                elements(parser, inside, around.deepCopy());
            } else if (begin == JsonToken.START_OBJECT && AROUND_LISTS.contains(name)) {
                members(parser, inside);
            } else {
                Tree tree = new Tree(parser);
                JsonNode value = tree.read();
                size += name.length() + tree.size;
                if (value != null && size <= LONGEST) {
                    around.set(name, value);
                }
            }
        }
    }

    private void give(String place, @Nullable ObjectNode around, JsonParser parser) {
        JsonNode value = new Tree(parser).read();
        stopped = value == null
                ? !receiver.problem(place, "the value has more than " + LONGEST + " characters")
                : !receiver.value(place, around, value);
    }

    private static String reason(JacksonException broken) {
        return broken.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }

    /** A value of a document, of bounded size. */
    private static final class Tree {
        private static final int NODE = 16;
        private final JsonParser parser;
        private long size;

        Tree(JsonParser parser) {
            this.parser = parser;
        }

        /** Reads the value at the parser's token, and to its end; null when it is too long. */
        @Nullable
        JsonNode read() {
            JsonNode value = value();
            return size > LONGEST ? null : value;
        }

        private JsonNode value() {
            size += NODE;
            return switch (parser.currentToken()) {
                case START_OBJECT -> {
                    ObjectNode object = JsonNodeFactory.instance.objectNode();
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        String name = parser.currentName();
                        size += name.length();
                        parser.nextToken();
                        JsonNode member = value();
                        if (size <= LONGEST) {
                            object.set(name, member);
                        }
                    }
                    yield object;
                }
                case START_ARRAY -> {
                    ArrayNode array = JsonNodeFactory.instance.arrayNode();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        JsonNode element = value();
                        if (size <= LONGEST) {
                            array.add(element);
                        }
                    }
                    yield array;
                }
                case VALUE_STRING -> {
                    String text = parser.getString();
                    size += text.length();
                    yield StringNode.valueOf(text);
                }
                case VALUE_NUMBER_INT -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
                case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
                case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
                case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
                default -> JsonNodeFactory.instance.nullNode();
            };
        }
    }
}
