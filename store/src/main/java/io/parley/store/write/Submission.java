// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import io.parley.core.log.LogRecord;
import java.util.List;

/**
 * Records that came together, for one project; they are committed together.
 *
 * @param messages those of the records that are messages, in their order; made by whoever brings them, so that the one writer has less to do
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
