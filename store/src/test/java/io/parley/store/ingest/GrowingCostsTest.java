// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.SessionDataTable.SESSION_DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.Analytics;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.store.EachEngine;
import io.parley.store.RowReadCounter;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tests of the cost of one more record, with many existing ones of its kind. */
class GrowingCostsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int MANY = 300;
    private static final int FEW = 20;

    @EachEngine
    void oneMoreRecordOfASessionOrMessageReadsNoneOfTheOthers(TestEngine engine) {
        Map<String, IntFunction<LogRecord>> kinds = Map.of(
                "data", i -> message(i, new Analytics(null, Map.of("header " + i, "a"), List.of(), List.of())),
                "topic", i -> message(i, marks(List.of("topic " + i), List.of())),
                "action", i -> message(i, marks(List.of(), List.of("action " + i))),
                "status",
                        i -> new LogRecord.Status(
                                "bot", "q", MessageStatus.DELIVERED, START.plusSeconds(i % (MANY - 1))),
                "transfer", i -> new LogRecord.Transfer("bot", "anna", "s", "q" + i, START));
        try (StoreFixture fixture = new StoreFixture(engine)) {
            kinds.forEach((kind, record) -> {
                fixture.append(IntStream.range(0, MANY).mapToObj(record).toList());
                assertThat(RowReadCounter.by(fixture.store(), () -> fixture.append(List.of(record.apply(MANY)))))
                        .as(kind)
                        .isLessThan(FEW);
            });
        }
    }

    /** Too many to be inlined into the statement that looks them up. */
    @EachEngine
    void aSessionKeepsOneValueOfEachOfVeryManyHeaders(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            for (int i = 0; i < 2; i++) {
                String value = "value " + i;
                Map<String, String> data = IntStream.range(0, 1_001)
                        .boxed()
                        .collect(Collectors.toMap(header -> "header " + header, header -> value));
                fixture.append(List.of(message(i, new Analytics(null, data, List.of(), List.of()))));
            }
            assertThat(StoreProbe.sql(fixture.store()).fetch(SESSION_DATA.table()))
                    .hasSize(1_001)
                    .allMatch(row -> "value 1".equals(row.get(SESSION_DATA.value)));
        }
    }

    private static Analytics marks(List<String> topics, List<String> actions) {
        return new Analytics(null, Map.of(), List.of(), List.of(), null, topics, actions, null, null);
    }

    private static LogRecord message(int i, Analytics noted) {
        return new LogRecord.Message(
                new Origin("bot", "telegram", "anna", ClientNames.NONE, "s"),
                Turn.builder(noted.hashCode() + "-" + i, START.plusSeconds(i))
                        .question("hello")
                        .analytics(noted)
                        .build());
    }
}
