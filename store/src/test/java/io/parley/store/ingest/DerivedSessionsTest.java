// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.ClientNames;
import io.parley.core.log.IdleSessionSplitter;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.core.page.PageRequest;
import io.parley.store.Differences;
import io.parley.store.EachEngine;
import io.parley.store.RowReadCounter;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tests of sessions for bots that name none. */
class DerivedSessionsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int MANY = (int) DerivedSessions.LONGEST_RENAMED + 1;

    @EachEngine
    void oneMoreMessageReadsNoneOfThoseThatItsClientHasSaid(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            // One session without a silence, and as many sessions of one message each.
            fixture.append(messages("long", Duration.ofMinutes(1)));
            fixture.append(messages("short", Duration.ofHours(1)));
            int inTheMiddle = RowReadCounter.by(
                    fixture.store(), () -> fixture.append(List.of(message("long", "m", MANY / 2 * 60 + 30))));
            int atTheEnd =
                    RowReadCounter.by(fixture.store(), () -> fixture.append(List.of(message("long", "e", MANY * 60))));
            int bySelf = RowReadCounter.by(
                    fixture.store(), () -> fixture.append(List.of(message("short", "s", MANY * 7200))));
            assertThat(List.of(inTheMiddle, atTheEnd, bySelf)).allMatch(rows -> rows < 20);
        }
    }

    @EachEngine
    void anotherVersionOfAMessageReadsNoneOfTheOtherSessionsOfItsClient(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(messages("anna", Duration.ofHours(1)));
            int rows = RowReadCounter.by(fixture.store(), () -> fixture.append(List.of(message("anna", "anna0", 10))));
            assertThat(rows).isLessThan(20);
        }
    }

    @EachEngine
    void aSessionOfMoreThanAThousandMessagesKeepsItsNameWhateverComesBeforeIt(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(messages("anna", Duration.ofMinutes(1)));
            int rows =
                    RowReadCounter.by(fixture.store(), () -> fixture.append(List.of(message("anna", "before", -60))));
            assertThat(rows).isLessThan(20);
            assertThat(sessions(fixture)).containsExactly("idle-anna0 of " + (MANY + 1));
            // A message that connects two sessions joins the shorter one to the longer one.
            fixture.append(List.of(message("anna", "long before", -60 - 3000)));
            fixture.append(List.of(message("anna", "bridge", -60 - 1500)));
            assertThat(sessions(fixture)).containsExactly("idle-anna0 of " + (MANY + 3));
        }
    }

    @EachEngine
    void aShorterSessionIsNamedAfterItsFirstMessageWhateverTheOrder(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(messages("anna", Duration.ofMinutes(1)).subList(0, 50));
            fixture.append(List.of(message("anna", "before", -60)));
            assertThat(sessions(fixture)).containsExactly("idle-before of 51");
        }
    }

    @EachEngine
    void anyOrderOfMessagesAndOfTheirVersionsLeadsToTheSameSessions(TestEngine engine) {
        for (long seed = 1; seed <= LongRun.of(1, 10); seed++) {
            Random random = new Random(seed);
            List<LogRecord> records = random(random);
            Map<String, List<String>> atOnce = contentsAfter(engine, List.of(records));
            for (int size : List.of(2, 15)) {
                List<LogRecord> shuffled = new ArrayList<>(records);
                Collections.shuffle(shuffled, random);
                Differences.assertSame(
                        "portions of " + size + ", seed " + seed,
                        contentsAfter(engine, ReplayTest.portions(shuffled, size)),
                        atOnce);
            }
        }
    }

    /**
     * Messages of two clients with pauses of about the length that ends a session, many at the same time, some in
     * several versions.
     */
    private static List<LogRecord> random(Random random) {
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            for (int versions = random.nextInt(4) == 0 ? 2 : 1; versions > 0; versions--) {
                records.add(message(
                                "client" + random.nextInt(2),
                                random.nextInt(5) == 0 ? "named" : null,
                                "q" + i,
                                IdleSessionSplitter.GAP.dividedBy(3).toSeconds() * random.nextInt(150))
                        .withVersion(versions));
            }
        }
        return records;
    }

    private static Map<String, List<String>> contentsAfter(TestEngine engine, List<List<LogRecord>> portions) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            portions.forEach(fixture::append);
            return StoreProbe.contents(fixture.store());
        }
    }

    private static List<String> sessions(StoreFixture fixture) {
        return fixture
                .store()
                .conversations()
                .sessions(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 100))
                .rows()
                .stream()
                .map(view ->
                        view.session().sessionId() + " of " + view.session().messageCount())
                .toList();
    }

    private static List<LogRecord> messages(String client, Duration apart) {
        return IntStream.range(0, MANY)
                .<LogRecord>mapToObj(i -> message(client, client + i, apart.toSeconds() * i))
                .toList();
    }

    private static LogRecord message(String client, String questionId, long second) {
        return message(client, null, questionId, second);
    }

    private static LogRecord.Message message(String client, @Nullable String session, String questionId, long second) {
        return new LogRecord.Message(
                new Origin("bot", "telegram", client, ClientNames.NONE, session),
                Turn.builder(questionId, START.plusSeconds(second))
                        .question("hello")
                        .build());
    }
}
