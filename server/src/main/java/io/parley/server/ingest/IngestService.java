// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.error.ApiException;
import io.parley.core.log.ConversationAssembler;
import io.parley.core.log.LogRecord;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.ChannelAdmission;
import io.parley.store.account.Project;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.quarantine.Quarantine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Common entry point of all adapters to the store's log. */
@Component
final class IngestService {
    /** Where a record in quarantine came from that was read and is refused by the log. */
    private static final String SOURCE = "log";

    private final Quarantine quarantine;
    private final AccountRepository accounts;
    private final ConversationLog log;

    IngestService(Quarantine quarantine, AccountRepository accounts, ConversationLog log) {
        this.quarantine = quarantine;
        this.accounts = accounts;
        this.log = log;
    }

    /** Wraps a reader with a check that the project may have the bots of the messages. */
    <I, R extends LogRecord> Function<I, List<R>> admitting(Project project, Function<I, List<R>> read) {
        ChannelAdmission admission = accounts.admission(project.id());
        return input -> {
            List<R> records = read.apply(input);
            for (R record : records) {
                if (record instanceof LogRecord.Message message) {
                    admission.admit(message.origin().botId());
                } else if (record instanceof LogRecord.PieceReport report
                        && report.piece().botId() != null) {
                    admission.admit(report.piece().botId());
                }
            }
            return records;
        };
    }

    /**
     * Appends records and registers their channels.
     *
     * @param items the records of each item; the first record of an item decides whether it is new
     * @return completes after the commit, with the number of new items
     */
    CompletableFuture<Integer> append(Project project, List<List<LogRecord>> items) {
        List<LogRecord> records = items.stream().flatMap(Collection::stream).toList();
        if (records.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        Map<String, String> channels = new LinkedHashMap<>();
        for (LogRecord record : records) {
            if (record instanceof LogRecord.Message message) {
                channels.putIfAbsent(message.origin().botId(), message.origin().channelType());
            } else if (record instanceof LogRecord.PieceReport report
                    && report.piece().botId() != null) {
                channels.putIfAbsent(
                        report.piece().botId(),
                        report.piece().channelType() == null
                                ? ConversationAssembler.UNKNOWN_CHANNEL
                                : report.piece().channelType());
            }
        }
        accounts.registerChannels(project.id(), channels);
        return log.append(project.id(), records).thenApply(receipt -> {
            quarantine(project, records, receipt.refused());
            int fresh = 0;
            int place = 0;
            for (List<LogRecord> item : items) {
                fresh += receipt.changes().get(place) ? 1 : 0;
                place += item.size();
            }
            return fresh;
        });
    }

    /** Keeps what the log refused where people look for what is missing. */
    private void quarantine(Project project, List<LogRecord> records, Map<Integer, ApiException> refused) {
        if (!refused.isEmpty()) {
            quarantine.keep(
                    project.id(),
                    SOURCE,
                    refused.entrySet().stream()
                            .map(each -> new Quarantine.Unread(
                                    records.get(each.getKey()).toString(), each.getValue()))
                            .toList());
        }
    }
}
