// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.LogRecord;
import io.parley.core.log.TextNormalizer;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.RequestBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Splits a batch into records, one at a time; an invalid record does not affect the others. */
final class BatchReader {
    private final RequestBodyReader bodies;
    private final Function<JsonInput, List<? extends LogRecord>> read;

    BatchReader(RequestBodyReader bodies, Function<JsonInput, List<? extends LogRecord>> read) {
        this.bodies = bodies;
        this.read = read;
    }

    private static final Pattern QUESTION_ID =
            Pattern.compile("\"questionId\"\\s*:\\s*(?:\"(?<text>[^\"\\\\]{1,1000})\"|(?<number>-?\\d{1,30}))");

    /** So much of a record that is no JSON is searched for its id, in characters. */
    private static final int SEARCHED = 10_000;

    /** Most records in a batch, as many as tiny ones fit in: each costs more than its bytes (our decision). */
    static final int MOST_RECORDS = 100_000;

    /**
     * Result of reading one record of a batch.
     *
     * @param index its place in the batch, from 0
     * @param line of the body on which it begins, from 1
     * @param size of its text, in bytes
     * @param records what it said; empty when it was refused
     * @param questionId the id it gave, for whoever looks for it; null for none
     * @param body as it came; kept only of a refused one
     * @param refusal why it could not be read; null when it was
     * @param unknown paths of its members that mean nothing here
     */
    record Item(
            int index,
            int line,
            int size,
            List<LogRecord> records,
            @Nullable String questionId,
            @Nullable String body,
            @Nullable ApiException refusal,
            List<String> unknown) {}

    /**
     * Reads a batch as a JSON array; a single object counts as an array of one.
     *
     * @param lease memory lease of the reader
     * @param next receives each record as soon as it is read
     */
    void array(InputStream body, MemoryBudget.Lease lease, Consumer<Item> next) throws IOException {
        RecordSplitter texts = new RecordSplitter(body, lease);
        int index = 0;
        for (RecordSplitter.Text text = texts.element(); text != null; text = texts.element()) {
            if (index == MOST_RECORDS) {
                throw tooMany();
            }
            next.accept(element(index, text, texts.isArray(), lease));
            index++;
        }
    }

    /** Reads a batch as one JSON object a line; skips blank lines. */
    void lines(InputStream body, MemoryBudget.Lease lease, Consumer<Item> next) throws IOException {
        RecordSplitter texts = new RecordSplitter(body, lease);
        int index = 0;
        for (RecordSplitter.Text text = texts.line(); text != null; text = texts.line()) {
            if (!isBlank(text.bytes())) {
                if (index == MOST_RECORDS) {
                    throw tooMany();
                }
                next.accept(line(index, text, lease));
                index++;
            }
        }
    }

    private static boolean isBlank(byte[] line) {
        // Nearly all lines begin with an object; this avoids decoding them.
        return (line.length == 0 || line[0] != '{') && new String(line, StandardCharsets.UTF_8).isBlank();
    }

    private static ApiException tooMany() {
        return ApiException.field(ErrorCode.OUT_OF_RANGE, "body", "more", "at most " + MOST_RECORDS + " records");
    }

    private Item element(int index, RecordSplitter.Text text, boolean isInArray, MemoryBudget.Lease lease) {
        if (!text.isWhole()) {
            return tooLong(index, text);
        }
        JsonNode record;
        try {
            record = bodies.parse(text.bytes(), lease, text.line(), text.column());
        } catch (ApiException refused) {
            // What ends with the body, or is all of it, says nothing of where the next record begins.
            boolean isApart = isInArray && !text.endsBody() || refused.problem() == ErrorCode.BODY_TOO_LARGE;
            if (!isApart || refused.problem() == ErrorCode.OVERLOADED) {
                throw refused;
            }
            return unread(index, text, refused);
        }
        if (!isInArray && !record.isObject()) {
            throw ApiException.field(ErrorCode.WRONG_TYPE, "body", record.getNodeType(), "a JSON array of records");
        }
        return item(index, text, record);
    }

    private Item line(int index, RecordSplitter.Text text, MemoryBudget.Lease lease) {
        if (!text.isWhole()) {
            return tooLong(index, text);
        }
        JsonNode record;
        try {
            record = bodies.parse(text.bytes(), lease, text.line(), text.column());
        } catch (ApiException refused) {
            if (refused.problem() == ErrorCode.OVERLOADED) {
                throw refused;
            }
            return unread(index, text, refused);
        }
        return item(index, text, record);
    }

    private static Item tooLong(int index, RecordSplitter.Text beginning) {
        return unread(
                index,
                beginning,
                ApiException.field(
                        ErrorCode.BODY_TOO_LARGE,
                        "record",
                        "more",
                        "at most " + RequestBodyReader.RECORD + " bytes, unpacked"));
    }

    private static Item unread(int index, RecordSplitter.Text text, ApiException refused) {
        String body = new String(text.bytes(), StandardCharsets.UTF_8);
        return new Item(index, text.line(), text.bytes().length, List.of(), questionId(body), body, refused, List.of());
    }

    /** The id that stands in the text of a record which is no JSON, or only the beginning of one; null for none. */
    private static @Nullable String questionId(String body) {
        Matcher id = QUESTION_ID.matcher(body.length() <= SEARCHED ? body : body.substring(0, SEARCHED));
        return id.find()
                ? TextNormalizer.storable(id.group("text") == null ? id.group("number") : id.group("text"))
                : null;
    }

    private Item item(int index, RecordSplitter.Text text, JsonNode record) {
        String questionId = RecordFields.valueText(record, "questionId");
        int line = text.line();
        int size = text.bytes().length;
        JsonInput input = new JsonInput("", record).observed();
        try {
            List<LogRecord> records = List.copyOf(read.apply(input));
            return new Item(index, line, size, records, questionId, null, null, input.unknownMembers());
        } catch (ApiException refused) {
            return new Item(index, line, size, List.of(), questionId, record.toString(), refused, List.of());
        }
    }
}
