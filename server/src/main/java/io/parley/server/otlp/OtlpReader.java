// SPDX-License-Identifier: Apache-2.0
package io.parley.server.otlp;

import io.parley.core.memory.MemoryBudget;
import java.util.function.Consumer;

/**
 * Reads export requests of one encoding, one span or log record at a time. What the protocol does not define is ignored. Ids are passed
 * on as they came; {@link SpanTranslator} checks them.
 */
interface OtlpReader {
    /**
     * Reads an {@code ExportTraceServiceRequest}.
     *
     * @param lease for one span at a time
     * @throws io.parley.core.error.ApiException when the body is not of this encoding; spans before the error have been passed on
     */
    void spans(byte[] body, MemoryBudget.Lease lease, Consumer<Span> next);

    /** Reads an {@code ExportLogsServiceRequest}, as {@link #spans}. */
    void events(byte[] body, MemoryBudget.Lease lease, Consumer<LoggedEvent> next);
}
