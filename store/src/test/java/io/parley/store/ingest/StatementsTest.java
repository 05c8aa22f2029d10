// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Origin;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.Turn;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;

class StatementsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @EachEngine
    void aLargeBatchTakesAsManyStatementsAsASmallOne(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            // The first batch also runs statements that are run only once.
            fixture.append(batch("first", 20));
            List<String> small = statements(fixture, batch("small", 20));
            List<String> large = statements(fixture, batch("large", 1_000));
            assertThat(small).isNotEmpty();
            assertThat(large).as("small: %s", small).hasSameSizeAs(small);
        }
    }

    /** Two messages a session, one session a client, and of each message a status: what is new in any case need not be looked for. */
    private static List<LogRecord> batch(String name, int messages) {
        return IntStream.range(0, messages)
                .boxed()
                .<LogRecord>flatMap(i -> Stream.of(
                        new LogRecord.Message(
                                new Origin(
                                        "bot",
                                        "telegram",
                                        name + i / 2,
                                        new ClientNames("Anna", null, null),
                                        name + i / 2),
                                Turn.builder(name + i, START.plusSeconds(i))
                                        .question("hello " + i)
                                        .call(PhoneCall.NONE)
                                        .build()),
                        new LogRecord.Status("bot", name + i, MessageStatus.READ, START.plusSeconds(i))))
                .toList();
    }

    private static List<String> statements(StoreFixture fixture, List<LogRecord> batch) {
        Queue<String> statements = new ConcurrentLinkedQueue<>();
        var configuration = StoreProbe.sql(fixture.store()).configuration();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                statements.add(String.valueOf(context.sql()));
            }
        }));
        fixture.store().log().append(fixture.projectId(), batch).join();
        configuration.set(new DefaultExecuteListenerProvider(new ExecuteListener() {}));
        return List.copyOf(statements);
    }
}
