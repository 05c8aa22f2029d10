// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that arrived together, for one project; they are committed together.
 *
 * @param messages the messages among the records, in their order; created by the caller's thread, so that the single
 *     writer has less work
 * @param pieces the pieces among the records, likewise
 */
record Submission(long projectId, List<LogRecord> records, List<IncomingMessage> messages, List<IncomingPiece> pieces) {

    static Submission of(Keys keys, long projectId, List<? extends LogRecord> records) {
        List<IncomingMessage> messages = new ArrayList<>();
        List<IncomingPiece> pieces = new ArrayList<>();
        for (LogRecord record : records) {
            if (record instanceof LogRecord.PieceReport report) {
                pieces.add(IncomingPiece.of(keys, projectId, report.piece()));
            } else if (record instanceof LogRecord.Message message) {
                messages.add(
                        IncomingMessage.of(keys, projectId, message, messages.isEmpty() ? null : messages.getLast()));
            }
        }
        return new Submission(projectId, List.copyOf(records), List.copyOf(messages), List.copyOf(pieces));
    }
}
