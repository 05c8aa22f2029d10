// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.memory.MemoryBudget;
import io.parley.server.http.RequestBodyReader;
import java.util.function.Consumer;

/**
 * Reads export requests of one encoding, one span or log record at a time. What the protocol does not define is ignored. Ids are passed
 * on as they came; {@link SpanTranslator} checks them.
 */
public sealed interface OtlpReader permits ProtobufReader, JsonReader {
    /** Most spans, or log records, of a request (our decision). */
    int MOST_ITEMS = 50_000;

    /** Returns the reader of an encoding. */
    static OtlpReader of(boolean isProtobuf, RequestBodyReader bodies) {
        return isProtobuf ? new ProtobufReader() : new JsonReader(bodies);
    }

    /**
     * Reads an {@code ExportTraceServiceRequest}.
     *
     * @param lease for one span at a time
     * @throws io.parley.core.error.ApiException when the body is not of this encoding; spans before the error have been passed on
     */
    void spans(byte[] body, MemoryBudget.Lease lease, Consumer<Span> next);

    /** Reads an {@code ExportLogsServiceRequest}, as {@link #spans}. */
    void events(byte[] body, MemoryBudget.Lease lease, Consumer<LoggedEvent> next);

    /** Returns the error for a request with more than {@link #MOST_ITEMS}. */
    static ApiException tooMany() {
        return ApiException.field(
                ErrorCode.BODY_TOO_LARGE, "body", "more", "at most " + MOST_ITEMS + " spans or log records");
    }
}
