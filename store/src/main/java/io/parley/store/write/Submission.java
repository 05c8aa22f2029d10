// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import io.parley.core.log.LogRecord;
import java.util.List;

/**
 * Records that arrived together, for one project; they are committed together.
 *
 * @param messages the messages among the records, in their order; created by the caller's thread, so that the single
 *     writer has less work
 */
record Submission(long projectId, List<LogRecord> records, List<Incoming> messages) {

    static Submission of(long projectId, List<? extends LogRecord> records) {
        return new Submission(
                projectId,
                List.copyOf(records),
                records.stream()
                        .filter(LogRecord.Message.class::isInstance)
                        .map(record -> Incoming.of(projectId, (LogRecord.Message) record))
                        .toList());
    }
}
