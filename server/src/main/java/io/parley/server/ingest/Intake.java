// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.LogRecord;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Where all adapters hand over what they read. */
@Component
final class Intake {
    private final Store store;

    Intake(Store store) {
        this.store = store;
    }

    /**
     * Appends what was read and makes its channels known.
     *
     * @param items what each piece that came said; the first record of a piece stands for it
     * @return completes after the commit with how many of the pieces were new
     */
    CompletableFuture<Integer> append(Project project, List<List<LogRecord>> items) {
        List<LogRecord> records = items.stream().flatMap(Collection::stream).toList();
        if (records.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        for (LogRecord record : records) {
            if (record instanceof LogRecord.Message message) {
                store.directory()
                        .meetChannel(
                                project.id(),
                                message.origin().botId(),
                                message.origin().channelType());
            }
        }
        return store.log().append(project.id(), records).thenApply(receipt -> {
            int fresh = 0;
            int place = 0;
            for (List<LogRecord> item : items) {
                fresh += receipt.changes().get(place) ? 1 : 0;
                place += item.size();
            }
            return fresh;
        });
    }
}
