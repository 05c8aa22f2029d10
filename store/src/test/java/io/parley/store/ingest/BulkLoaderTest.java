// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.StatusTable.MESSAGE_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.table.RowTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

class BulkLoaderTest {
    private static final long SEED = 7;

    @EachEngine
    void aFilledStoreHasTheRowsThatTheLogMakes(TestEngine engine) {
        List<LogRecord> records = new RandomLog(new Random(SEED)).records(400);
        Set<LogRecord.Status> statuses = records.stream()
                .filter(LogRecord.Status.class::isInstance)
                .map(LogRecord.Status.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(statuses).as("seed %d", SEED).isNotEmpty();
        // One version of each message, in sessions that the bot names: the bulk loader supports no others.
        Map<String, LogRecord.Message> messages = records.stream()
                .filter(LogRecord.Message.class::isInstance)
                .map(LogRecord.Message.class::cast)
                .filter(message -> message.origin().sessionId() != null)
                .collect(Collectors.toMap(
                        message -> message.origin().botId() + message.turn().questionId(),
                        message -> message,
                        (one, other) -> one,
                        LinkedHashMap::new));
        assertThat(messages).as("seed %d", SEED).isNotEmpty();
        Map<Object, List<LogRecord.Message>> sessions = messages.values().stream()
                .collect(Collectors.groupingBy(
                        message -> List.of(
                                message.origin().botId(),
                                message.origin().clientId(),
                                String.valueOf(message.origin().sessionId())),
                        LinkedHashMap::new,
                        Collectors.toList()));
        try (StoreFixture logged = new StoreFixture(engine);
                StoreFixture filled = new StoreFixture(engine)) {
            logged.store()
                    .log()
                    .append(logged.projectId(), List.copyOf(messages.values()))
                    .join();
            logged.store()
                    .log()
                    .append(logged.projectId(), List.copyOf(statuses))
                    .join();
            try (BulkLoader fill = filled.store().bulkLoader()) {
                sessions.values().forEach(session -> fill.add(filled.projectId(), session));
                statuses.forEach(status -> fill.add(filled.projectId(), status));
            }
            assertThat(filled.projectId()).isEqualTo(logged.projectId());
            for (RowTable<?> table : List.of(MESSAGE, SESSION, CLIENT, MESSAGE_STATUS)) {
                assertThat(rows(filled, table))
                        .as(table.name())
                        .containsExactlyInAnyOrderElementsOf(rows(logged, table));
            }
        }
    }

    private static List<Object> rows(StoreFixture fixture, RowTable<?> table) {
        return StoreProbe.engine(fixture.store())
                .sql()
                .select(table.fields())
                .from(table.table())
                .fetch(row -> (Object) table.read(row));
    }
}
