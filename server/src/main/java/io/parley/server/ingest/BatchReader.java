// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.LogRecord;
import io.parley.core.memory.MemoryBudget;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.web.Bodies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Splits a batch into records, one at a time; an invalid record does not affect the others. */
final class BatchReader {
    private final Bodies bodies;
    private final Function<Input, List<? extends LogRecord>> read;

    BatchReader(Bodies bodies, Function<Input, List<? extends LogRecord>> read) {
        this.bodies = bodies;
        this.read = read;
    }

    /** Most records in a batch, because small ones need more memory than their bytes (our decision). */
    static final int MOST_RECORDS = 100_000;

    /**
     * Result of reading one record of a batch.
     *
     * @param index index in the batch, from 0
     * @param size size of its text, in bytes
     * @param records the records that were read from it; empty when it was rejected
     * @param questionId its message id, for error messages; null for none
     * @param body its text, kept for a rejected record only
     * @param refusal why it was rejected; null when it was read
     */
    record Item(
            int index,
            int size,
            List<LogRecord> records,
            @Nullable String questionId,
            @Nullable String body,
            @Nullable Refused refusal) {}

    /**
     * Reads a batch as a JSON array; a single object counts as an array of one.
     *
     * @param lease memory lease of the reader
     * @param next receives each record as soon as it is read
     */
    void array(InputStream body, MemoryBudget.Lease lease, Consumer<Item> next) throws IOException {
        RecordTexts texts = new RecordTexts(body, lease);
        int index = 0;
        for (RecordTexts.Text text = texts.element(); text != null; text = texts.element()) {
            if (index == MOST_RECORDS) {
                throw tooMany();
            }
            next.accept(element(index, text, texts.isArray(), lease));
            index++;
        }
    }

    /** Reads a batch as one JSON object a line; skips blank lines. */
    void lines(InputStream body, MemoryBudget.Lease lease, Consumer<Item> next) throws IOException {
        RecordTexts texts = new RecordTexts(body, lease);
        int index = 0;
        for (RecordTexts.Text text = texts.line(); text != null; text = texts.line()) {
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

    private static Refused tooMany() {
        return Refused.field(Problem.OUT_OF_RANGE, "body", "more", "at most " + MOST_RECORDS + " records");
    }

    private Item element(int index, RecordTexts.Text text, boolean isInArray, MemoryBudget.Lease lease) {
        if (!text.isWhole()) {
            return tooLong(index, text);
        }
        JsonNode record;
        try {
            record = bodies.parse(text.bytes(), lease, text.line(), text.column());
        } catch (Refused refused) {
            // After a syntax error the start of the next element is unknown.
            if (refused.problem() != Problem.BODY_TOO_LARGE) {
                throw refused;
            }
            return unread(index, text, refused);
        }
        if (!isInArray && !record.isObject()) {
            throw Refused.field(Problem.WRONG_TYPE, "body", record.getNodeType(), "a JSON array of records");
        }
        return item(index, text, record);
    }

    private Item line(int index, RecordTexts.Text text, MemoryBudget.Lease lease) {
        if (!text.isWhole()) {
            return tooLong(index, text);
        }
        JsonNode record;
        try {
            record = bodies.parse(text.bytes(), lease, 1, 1);
        } catch (Refused refused) {
            if (refused.problem() == Problem.OVERLOADED) {
                throw refused;
            }
            return unread(index, text, refused);
        }
        return item(index, text, record);
    }

    private static Item tooLong(int index, RecordTexts.Text beginning) {
        return unread(
                index,
                beginning,
                Refused.field(
                        Problem.BODY_TOO_LARGE, "record", "more", "at most " + Bodies.RECORD + " bytes, unpacked"));
    }

    private static Item unread(int index, RecordTexts.Text text, Refused refused) {
        return new Item(
                index, text.bytes().length, List.of(), null, new String(text.bytes(), StandardCharsets.UTF_8), refused);
    }

    private Item item(int index, RecordTexts.Text text, JsonNode record) {
        String questionId = Payloads.valueText(record, "questionId");
        int size = text.bytes().length;
        try {
            return new Item(index, size, List.copyOf(read.apply(new Input("", record))), questionId, null, null);
        } catch (Refused refused) {
            return new Item(index, size, List.of(), questionId, record.toString(), refused);
        }
    }
}
