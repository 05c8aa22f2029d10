// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageMember;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.query.MessageView;
import io.parley.store.table.ReplacedVersionTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of several reports of one message counts. */
class MessageVersionsTest {
    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");

    @EachEngine
    void ofReportsWithoutAVersionTheLaterArrivalCounts(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            List<LogRecord> first = messages(200, i -> said("q" + i, TIME, "where is it?", null));
            List<LogRecord> second = messages(200, i -> said("q" + i, TIME, "where is it?", "on its way"));
            fixture.append(first);
            fixture.append(second);
            assertThat(rows(fixture)).hasSize(200).allMatch(row -> "on its way".equals(answer(row)));

            // A repeat of what was replaced changes nothing, also in one batch with what replaced it.
            assertThat(changes(fixture, first)).containsOnly(false);
            List<LogRecord> both = new ArrayList<>(second);
            both.addAll(first);
            assertThat(changes(fixture, both)).containsOnly(false);
            assertThat(rows(fixture)).allMatch(row -> "on its way".equals(answer(row)));
        }
    }

    @EachEngine
    void aCorrectedTimeCountsWhetherEarlierOrLater(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            Instant wrong = Instant.parse("2026-11-21T00:00:00Z");
            fixture.append(List.of(said("q1", wrong, "hi", null), said("q2", TIME, "hello", null)));
            fixture.append(List.of(said("q1", TIME.minusSeconds(60), "hi", null)));
            assertThat(rows(fixture).stream().map(row -> row.message().turn().time()))
                    .containsExactly(TIME, TIME.minusSeconds(60));
            var client = fixture.store()
                    .conversations()
                    .clients(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 10))
                    .rows()
                    .getFirst();
            assertThat(client.join()).isEqualTo(TIME.minusSeconds(60));
            assertThat(client.lastVisit()).isEqualTo(TIME);
        }
    }

    @EachEngine
    void theHigherVersionCountsInAnyOrderAndAnyVersionBeforeNone(TestEngine engine) {
        List<LogRecord.Message> reports = List.of(
                said("q", TIME, "none", null),
                said("q", TIME, "one", null).withVersion(1),
                said("q", TIME, "three", null).withVersion(3),
                said("q", TIME, "minus", null).withVersion(-3));
        try (StoreFixture fixture = new StoreFixture(engine)) {
            for (List<Integer> order : List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1, 0), List.of(2, 0, 3, 1, 2))) {
                Origin origin = new Origin("bot", "telegram", "c" + order, ClientNames.NONE, "s");
                for (int place : order) {
                    LogRecord.Message report = reports.get(place);
                    LogRecord.Message ofThis = new LogRecord.Message(
                            origin,
                            Turn.builder("q" + order, TIME)
                                    .question(report.turn().question())
                                    .build());
                    fixture.append(List.of(report.version() == null ? ofThis : ofThis.withVersion(report.version())));
                }
            }
            assertThat(rows(fixture)).hasSize(3).allMatch(row -> "three".equals(question(row)));
        }
    }

    @EachEngine
    void aPartReplacesTheMembersThatItHasAndWaitsForNothing(TestEngine engine) {
        LogRecord question = said("q", TIME, "where is it?", null);
        LogRecord answer = part("q", TIME.plusSeconds(5), "on its way", Set.of(MessageMember.TEXT_ANSWER));
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(question));
            fixture.append(List.of(answer));
            MessageView whole = rows(fixture).getFirst();
            assertThat(question(whole)).isEqualTo("where is it?");
            assertThat(answer(whole)).isEqualTo("on its way");
            assertThat(whole.message().turn().time()).isEqualTo(TIME);
            assertThat(whole.session().session().sessionId()).isEqualTo("s");
            assertThat(changes(fixture, List.of(answer, question))).containsOnly(false);
        }
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(answer));
            assertThat(answer(rows(fixture).getFirst())).isEqualTo("on its way");
            fixture.append(List.of(new LogRecord.Message(
                    origin(),
                    Turn.builder("q", TIME).question("where is it?").build(),
                    false,
                    null,
                    Set.of(MessageMember.CLIENT, MessageMember.SESSION, MessageMember.TIME, MessageMember.QUESTION))));
            MessageView whole = rows(fixture).getFirst();
            assertThat(question(whole)).isEqualTo("where is it?");
            assertThat(answer(whole)).isEqualTo("on its way");
            assertThat(whole.message().turn().time()).isEqualTo(TIME);
            assertThat(rows(fixture)).hasSize(1);
        }
    }

    @EachEngine
    void onlyReportsThatARepeatWouldBringBackAreRemembered(TestEngine engine) {
        LogRecord.Message none = said("q", TIME, "none", null);
        LogRecord.Message other = said("q", TIME, "other", null);
        LogRecord.Message numbered = said("q", TIME, "one", null).withVersion(1);
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(none));
            fixture.append(List.of(numbered));
            assertThat(remembered(fixture)).isZero();
            assertThat(changes(fixture, List.of(none, other, none))).containsOnly(false);
            assertThat(rows(fixture)).singleElement().matches(row -> "one".equals(question(row)));
        }
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(none));
            fixture.append(List.of(other));
            assertThat(remembered(fixture)).isEqualTo(1);
            assertThat(changes(fixture, List.of(none))).containsOnly(false);
        }
    }

    @EachEngine
    void aReportIsRememberedIfOnlyAPartWithANumberReplacesSomeOfItsMembers(TestEngine engine) {
        Set<MessageMember> ofAnswer = Set.of(MessageMember.TEXT_ANSWER);
        LogRecord.Message none = said("q", TIME, "none", "first answer");
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(none));
            fixture.append(List.of(part("q", TIME, "on its way", ofAnswer).withVersion(1)));
            fixture.append(List.of(said("q", TIME, "other", "third answer")));
            assertThat(remembered(fixture)).isEqualTo(1);
            assertThat(changes(fixture, List.of(none))).containsOnly(false);
            MessageView whole = rows(fixture).getFirst();
            assertThat(question(whole)).isEqualTo("other");
            assertThat(answer(whole)).isEqualTo("on its way");
        }
    }

    private static int remembered(StoreFixture fixture) {
        return StoreProbe.sql(fixture.store()).fetchCount(ReplacedVersionTable.REPLACED_VERSION.table());
    }

    /** Random reports of few messages, against a map: what is new replaces, what was there before changes nothing. */
    @EachEngine
    void reportsWithoutAVersionLeadToWhatTheirOrderOfArrivalSays(TestEngine engine) {
        for (long seed = 1; seed <= LongRun.of(1, 20); seed++) {
            Random random = new Random(seed);
            Map<String, String> expected = new HashMap<>();
            Set<String> accepted = new HashSet<>();
            try (StoreFixture fixture = new StoreFixture(engine)) {
                for (int batch = 0; batch < 20; batch++) {
                    List<LogRecord> records = new ArrayList<>();
                    List<Boolean> changes = new ArrayList<>();
                    for (int i = random.nextInt(8); i >= 0; i--) {
                        String id = "q" + random.nextInt(5);
                        String text = "text " + random.nextInt(6);
                        Instant time = TIME.plusSeconds(random.nextInt(3) * 4_000);
                        records.add(said(id, time, text, null));
                        boolean isNew = accepted.add(id + text + time);
                        changes.add(isNew);
                        if (isNew) {
                            expected.put(id, text + " " + time);
                        }
                    }
                    assertThat(changes(fixture, records)).as("seed " + seed).isEqualTo(changes);
                }
                assertThat(rows(fixture).stream()
                                .collect(Collectors.toMap(
                                        row -> row.message().turn().questionId(),
                                        row -> question(row) + " "
                                                + row.message().turn().time())))
                        .as("seed " + seed)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<LogRecord> messages(int count, IntFunction<LogRecord> message) {
        return IntStream.range(0, count).mapToObj(message).toList();
    }

    private static Origin origin() {
        return new Origin("bot", "telegram", "anna", ClientNames.NONE, "s");
    }

    private static LogRecord.Message said(String id, Instant time, String question, @Nullable String answer) {
        return new LogRecord.Message(
                origin(),
                Turn.builder(id, time).question(question).textAnswer(answer).build());
    }

    private static LogRecord.Message part(String id, Instant arrival, String answer, Set<MessageMember> members) {
        Set<MessageMember> all = new HashSet<>(members);
        all.add(MessageMember.CLIENT);
        return new LogRecord.Message(
                new Origin("bot", "telegram", "anna", ClientNames.NONE, null),
                Turn.builder(id, arrival).textAnswer(answer).build(),
                false,
                null,
                all);
    }

    private static List<Boolean> changes(StoreFixture fixture, List<LogRecord> records) {
        return fixture.store().log().append(fixture.projectId(), records).join().changes();
    }

    private static List<MessageView> rows(StoreFixture fixture) {
        return fixture.store()
                .conversations()
                .messages(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 1000))
                .rows();
    }

    private static @Nullable String question(MessageView row) {
        return row.message().turn().question();
    }

    private static @Nullable String answer(MessageView row) {
        return row.message().turn().textAnswer();
    }
}
