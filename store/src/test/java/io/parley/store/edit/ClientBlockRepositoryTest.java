// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.filter.FilterSet;
import io.parley.core.log.ClientNames;
import io.parley.core.log.ClientRow;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.log.TimestampedValue;
import io.parley.core.log.Turn;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import io.parley.store.table.ClientBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class ClientBlockRepositoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);

    @EachEngine
    void aClientIsBlockedEvenBeforeTheFirstMessageAndUnblocked(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            ClientBlockRepository blocks = fixture.store().blocks();
            long project = fixture.projectId();
            long key = fixture.keys().client(project, "bot", "anna");
            ClientRow anna = client(project, key, "anna");
            ClientRow stranger = client(project, 1, "stranger");
            blocks.unblock(project, "bot", "anna");
            blocks.block(project, "bot", "anna", "spam", 7L);
            blocks.block(project, "bot", "boris", null, null);
            assertThat(blocks.among(List.of(anna, stranger)))
                    .isEqualTo(Map.of(anna, new ClientBlock(project, key, "bot", "anna", "spam", 7L, NOON)));
            clock.advance(Duration.ofHours(1));
            blocks.block(project, "bot", "anna", "still", 8L);
            blocks.block(project, "other bot", "anna", null, null);
            assertThat(blocks.ofClient(project, "anna", null))
                    .extracting(ClientBlock::reason)
                    .containsExactlyInAnyOrder("still", null);
            assertThat(blocks.ofClient(fixture.projectIds().getLast(), "anna", null))
                    .isEmpty();
            blocks.unblock(project, "bot", "anna");
            assertThat(blocks.among(List.of(anna))).isEmpty();
            assertThat(blocks.ofClient(project, "boris", null)).hasSize(1);
        }
    }

    private static ClientRow client(long project, long key, String id) {
        return new ClientRow(project, key, "bot", "vk", id, null, NOON, NOON, new TimestampedValue<>("s", NOON, 1));
    }

    @EachEngine
    void aMessageIsMarkedWhenTheClientWasBlockedAtItsTimeInWhateverOrderAllComes(TestEngine engine) {
        List<LogRecord> messages =
                List.of(message("before", -1), message("at once", 0), message("while", 30), message("after", 61));
        for (int known = 0; known <= messages.size(); known++) {
            SettableClock time = new SettableClock(NOON);
            try (StoreFixture fixture = new StoreFixture(engine.open(time))) {
                // These messages have times ahead of the server's clock, like those of a bot with a wrong clock.
                fixture.append(messages.subList(0, known));
                fixture.store().blocks().block(fixture.projectId(), "bot", "anna", null, null);
                time.advance(Duration.ofSeconds(60));
                fixture.store().blocks().block(fixture.projectId(), "bot", "anna", "still", null);
                fixture.store().blocks().unblock(fixture.projectId(), "bot", "anna");
                fixture.append(messages.subList(known, messages.size()));
                assertThat(fixture
                                .store()
                                .conversations()
                                .messages(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 10))
                                .rows()
                                .stream()
                                .filter(view -> view.message().blocked())
                                .map(view -> view.message().turn().questionId()))
                        .as("%d came before", known)
                        .containsExactly("while", "at once");
            }
        }
    }

    private static LogRecord.Message message(String questionId, int seconds) {
        return new LogRecord.Message(
                new Origin("bot", "telegram", "anna", ClientNames.NONE, "s"),
                Turn.builder(questionId, NOON.plusSeconds(seconds))
                        .question("hello")
                        .build());
    }

    @EachEngine
    void manyWhoBlockAndUnblockAtOnceLeaveOneBlockOrNone(TestEngine engine) throws Exception {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            ClientBlockRepository blocks = fixture.store().blocks();
            try (ExecutorService users = Executors.newFixedThreadPool(8)) {
                List<Future<?>> done = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    done.add(users.submit(() -> blocks.block(fixture.projectId(), "bot", "anna", null, null)));
                    done.add(users.submit(() -> blocks.unblock(fixture.projectId(), "bot", "anna")));
                }
                for (Future<?> each : done) {
                    each.get();
                }
            }
            assertThat(blocks.ofClient(fixture.projectId(), "anna", null)).hasSizeLessThanOrEqualTo(1);
            blocks.block(fixture.projectId(), "bot", "anna", null, null);
            assertThat(blocks.ofClient(fixture.projectId(), "anna", null)).hasSize(1);
        }
    }
}
