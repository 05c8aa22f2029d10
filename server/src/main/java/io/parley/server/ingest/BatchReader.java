// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.LogRecord;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.web.Bodies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes a batch apart into records; one that cannot be read does not hinder the others. */
final class BatchReader {
    private final Bodies bodies;
    private final Function<Input, List<? extends LogRecord>> read;

    BatchReader(Bodies bodies, Function<Input, List<? extends LogRecord>> read) {
        this.bodies = bodies;
        this.read = read;
    }

    /** Most records in a batch, as many as tiny ones fit in: each costs more than its bytes (our decision). */
    static final int MOST_RECORDS = 100_000;

    /**
     * What became of one record of a batch.
     *
     * @param index its place in the batch, from 0
     * @param records what it said; empty when it was refused
     * @param questionId the id it gave, for whoever looks for it; null for none
     * @param body as it came; kept only of a refused one
     * @param refusal why it could not be read; null when it was
     */
    record Item(
            int index,
            List<LogRecord> records,
            @Nullable String questionId,
            @Nullable String body,
            @Nullable Refused refusal) {}

    /** A batch as a JSON array; one single object counts as an array of one. */
    List<Item> array(byte[] body) {
        JsonNode batch = bodies.parse(body);
        if (batch.isObject()) {
            return List.of(item(0, batch));
        }
        if (!batch.isArray()) {
            throw Refused.field(Problem.WRONG_TYPE, "body", batch.getNodeType(), "a JSON array of records");
        }
        if (batch.size() > MOST_RECORDS) {
            throw tooMany(batch.size() + " records");
        }
        List<Item> items = new ArrayList<>(batch.size());
        for (JsonNode record : batch) {
            items.add(item(items.size(), record));
        }
        return items;
    }

    /** A batch as one JSON object a line; blank lines are passed over. */
    List<Item> lines(byte[] body) {
        List<Item> items = new ArrayList<>();
        // A character for each byte, because Java looks for a character in a text many bytes at a time.
        String bytes = new String(body, StandardCharsets.ISO_8859_1);
        for (int from = 0; from < body.length; ) {
            int end = bytes.indexOf('\n', from);
            int to = end < 0 ? body.length : end;
            byte[] line = Arrays.copyOfRange(body, from, to);
            if (!isBlank(line)) {
                if (items.size() == MOST_RECORDS) {
                    throw tooMany("more");
                }
                items.add(line(items.size(), line));
            }
            from = to + 1;
        }
        return items;
    }

    private static boolean isBlank(byte[] line) {
        // Nearly all begin with an object, and need not be made a text for this.
        return (line.length == 0 || line[0] != '{') && new String(line, StandardCharsets.UTF_8).isBlank();
    }

    private static Refused tooMany(String got) {
        return Refused.field(Problem.OUT_OF_RANGE, "body", got, "at most " + MOST_RECORDS + " records");
    }

    private Item line(int index, byte[] line) {
        try {
            return item(index, bodies.parse(line));
        } catch (Refused unreadable) {
            return new Item(index, List.of(), null, new String(line, StandardCharsets.UTF_8), unreadable);
        }
    }

    private Item item(int index, JsonNode record) {
        String questionId = Payloads.valueText(record, "questionId");
        try {
            return new Item(index, List.copyOf(read.apply(new Input("", record))), questionId, null, null);
        } catch (Refused refused) {
            return new Item(index, List.of(), questionId, record.toString(), refused);
        }
    }
}
