// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answer to an export request, in the encoding of the request. It is empty unless something was rejected (OTLP). */
public final class ExportAnswer {
    private static final MediaType PROTOBUF = new MediaType("application", "x-protobuf");

    private ExportAnswer() {}

    /** What is exported. */
    public enum Signal {
        TRACES("rejectedSpans"),
        LOGS("rejectedLogRecords"),
        METRICS("rejectedDataPoints");

        private final String member;

        Signal(String member) {
            this.member = member;
        }
    }

    /**
     * Returns the answer.
     *
     * @param rejected how many items were rejected, 0 for none
     * @param message why the first of them was; null for none
     */
    public static ResponseEntity<byte[]> of(Signal signal, boolean isProtobuf, int rejected, @Nullable String message) {
        String words = rejected == 0 ? "" : "rejected " + rejected + "; the first one: " + message;
        return ResponseEntity.ok()
                .contentType(isProtobuf ? PROTOBUF : MediaType.APPLICATION_JSON)
                .body(isProtobuf ? protobuf(rejected, words) : json(signal, rejected, words));
    }

    private static byte[] json(Signal signal, int rejected, String words) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (rejected > 0) {
            // A 64-bit number is a text in protobuf's JSON.
            answer.putObject("partialSuccess")
                    .put(signal.member, Integer.toString(rejected))
                    .put("errorMessage", words);
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All three messages have the same numbers: partial success is 1, in it the count is 1 and the words are 2. */
    private static byte[] protobuf(int rejected, String words) {
        if (rejected == 0) {
            return new byte[0];
        }
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream partial = new ByteArrayOutputStream();
        partial.write(1 << 3);
        varint(partial, rejected);
        partial.write(2 << 3 | 2);
        varint(partial, text.length);
        partial.writeBytes(text);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(1 << 3 | 2);
        varint(answer, partial.size());
        answer.writeBytes(partial.toByteArray());
        return answer.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
