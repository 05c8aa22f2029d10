// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.StatusTable.MESSAGE_STATUS;

import io.parley.core.log.Keys;
import io.parley.core.log.MessageStatus;
import io.parley.store.engine.Engine;
import io.parley.store.index.StatusWeekBloomFilter;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of the statuses of some messages by one separate query. On a cluster no query joins them with messages,
 * because a status and its message may be on different shards: a status may arrive before the message, and need not
 * name the client.
 */
final class MessageStatusLoader {
    private final RowReader rows;
    private final StatusWeekBloomFilter statusWeekFilter;

    /** @param statusWeeks Bloom filter that allows to skip queries for statuses */
    MessageStatusLoader(Engine engine, DSLContext sql, StatusWeekBloomFilter statusWeekFilter) {
        this.rows = new RowReader(engine, sql);
        this.statusWeekFilter = statusWeekFilter;
    }

    /** The values by which statuses are found, and by which the relevant ones are selected. */
    record Of(long projectId, String questionId, String botId, String channelType) {}

    /**
     * A status without the id of its message, which is the slowest column to read.
     *
     * @param botId empty when the sender named no bot
     */
    private record Reported(String botId, MessageStatus status) {}

    /** Returns the status that each message shows, in the order of the messages; null for a message that shows none. */
    List<@Nullable MessageStatus> shown(List<Of> messages) {
        // Null where the channel reports no statuses: computing a key takes time.
        List<@Nullable RowKey> questions = new ArrayList<>(messages.size());
        for (Of each : messages) {
            questions.add(
                    MessageStatus.isReportedBy(each.channelType())
                            ? new RowKey(each.projectId(), Keys.question(each.projectId(), each.questionId()))
                            : null);
        }
        Map<RowKey, List<Reported>> reported =
                reported(questions.stream().filter(Objects::nonNull).toList());
        List<@Nullable MessageStatus> shown = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            RowKey question = questions.get(i);
            shown.add(question == null ? null : shown(messages.get(i), reported.getOrDefault(question, List.of())));
        }
        return shown;
    }

    private static @Nullable MessageStatus shown(Of message, List<Reported> reported) {
        List<MessageStatus> said = reported.stream()
                .filter(each -> each.botId().isEmpty() || each.botId().equals(message.botId()))
                .map(Reported::status)
                .toList();
        return MessageStatus.shown(said, message.channelType()).orElse(null);
    }

    /** Returns the reported statuses by the key of the question. */
    private Map<RowKey, List<Reported>> reported(Collection<RowKey> keys) {
        return statusWeekFilter
                .of(keys.stream().map(RowKey::key).toList())
                .map(weeks -> rows.withKeys(
                        MESSAGE_STATUS,
                        List.of(
                                MESSAGE_STATUS.projectId,
                                MESSAGE_STATUS.questionKey,
                                MESSAGE_STATUS.botId,
                                MESSAGE_STATUS.status),
                        MESSAGE_STATUS.questionKey,
                        keys,
                        weeks))
                .map(found -> found.intoGroups(
                        row -> new RowKey(row.get(MESSAGE_STATUS.projectId), row.get(MESSAGE_STATUS.questionKey)),
                        row -> new Reported(
                                row.get(MESSAGE_STATUS.botId), MessageStatus.valueOf(row.get(MESSAGE_STATUS.status)))))
                .orElse(Map.of());
    }
}
