// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.RequestValue;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.Analytics;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.log.RandomLog;
import io.parley.core.log.Turn;
import io.parley.core.page.PageRequest;
import io.parley.store.Differences;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.label.Label;
import io.parley.store.query.MessageView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tests of manual labels, with reports of bots at the same time. */
class LabellingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @EachEngine
    void labelsThatManyPeopleAddAtOnceAreAllOn(TestEngine engine) throws Exception {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(message("q", NOON)));
            List<Long> labels = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                labels.add(fixture.store()
                        .labels()
                        .addMessageLabel(fixture.accountId(), "Many", "label " + i)
                        .id());
            }
            try (ExecutorService users = Executors.newFixedThreadPool(12)) {
                List<Future<?>> done = new ArrayList<>();
                for (long label : labels) {
                    done.add(users.submit(
                            () -> fixture.store().messageLabelling().add(reach(fixture), named("q"), given(label))));
                    done.add(users.submit(() -> fixture.append(List.of(message("q", NOON.plusSeconds(label % 7))))));
                }
                for (Future<?> each : done) {
                    each.get();
                }
            }
            assertThat(labelsOf(fixture, "q")).containsExactlyInAnyOrderElementsOf(labels);
        }
    }

    @EachEngine
    void aLabelByHandSurvivesNewVersionsAndRepeatsInAnyOrder(TestEngine engine) {
        for (long seed : List.of(1L, 2L)) {
            List<LogRecord> records = new RandomLog(new Random(seed)).records(200);
            Map<String, List<String>> before = labelledInTheMidst(engine, records, new Random(seed));
            List<LogRecord> shuffled = new ArrayList<>(records);
            Collections.shuffle(shuffled, new Random(seed + 1));
            assertThat(before.get("message_label_link")).isNotEmpty();
            Differences.assertSame("seed " + seed, labelledInTheMidst(engine, shuffled, new Random(seed)), before);
        }
    }

    /** Appends all records, labels the messages of some ids, and appends all records again. */
    private static Map<String, List<String>> labelledInTheMidst(
            TestEngine engine, List<LogRecord> records, Random random) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(records);
            List<String> ids = fixture
                    .store()
                    .conversations()
                    .messages(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 1000))
                    .rows()
                    .stream()
                    .map(view -> view.message().turn().questionId())
                    .sorted()
                    .filter(id -> random.nextBoolean())
                    .toList();
            fixture.store()
                    .messageLabelling()
                    .add(reach(fixture), named(ids.toArray(String[]::new)), given(anyMessageLabel(fixture)));
            List<LogRecord> again = new ArrayList<>(records);
            Collections.shuffle(again, random);
            again.forEach(record -> fixture.append(List.of(record)));
            return StoreProbe.contents(fixture.store());
        }
    }

    @EachEngine
    void aLabelThatSomebodyTookOffIsPutOnAgainOnlyByWhatIsSaidLater(TestEngine engine) {
        SettableClock clock = new SettableClock(NOON.plusSeconds(3600));
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            LogRecord.Message earlier = labelled("q", NOON);
            LogRecord.Message version = labelled("q", NOON.plusSeconds(1));
            fixture.append(List.of(earlier, version));
            long ofMessage = anyMessageLabel(fixture);
            assertThat(labelsOf(fixture, "q")).contains(ofMessage);
            assertThat(sessionLabelsOf(fixture, "q")).hasSize(1);
            Selection all = new Selection.Wanted(FilterSet.EMPTY);
            fixture.store().messageLabelling().clear(reach(fixture), all);
            fixture.store().sessionLabelling().clear(reach(fixture), all);
            // The replaced version names the labels, too, each time it is reported; so do late messages.
            fixture.append(List.of(earlier, version, labelled("late", NOON.plusSeconds(2))));
            assertThat(labelsOf(fixture, "q")).isEmpty();
            assertThat(sessionLabelsOf(fixture, "q")).isEmpty();
            fixture.append(List.of(labelled("q", NOON.plusSeconds(3601))));
            assertThat(labelsOf(fixture, "q")).contains(ofMessage);
            assertThat(sessionLabelsOf(fixture, "q")).hasSize(1);

            fixture.store().messageLabelling().clear(reach(fixture), all);
            fixture.store().messageLabelling().add(reach(fixture), named("q"), given(ofMessage));
            fixture.store().messageLabelling().add(reach(fixture), named("q"), given(ofMessage));
            assertThat(labelsOf(fixture, "q")).containsExactly(ofMessage);
        }
    }

    private static LogRecord.Message labelled(String questionId, Instant time) {
        return new LogRecord.Message(
                new Origin("bot", "telegram", "anna", ClientNames.NONE, "s"),
                Turn.builder(questionId, time)
                        .question("hello")
                        .analytics(new Analytics(
                                null,
                                Map.of(),
                                List.of(RandomLog.SESSION_LABELS.getFirst()),
                                List.of(new Analytics.MessageLabelName(RandomLog.LABEL_NAMES.getFirst(), null))))
                        .build());
    }

    private static List<Long> sessionLabelsOf(StoreFixture fixture, String questionId) {
        return fixture
                .store()
                .conversations()
                .messages(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 1000))
                .rows()
                .stream()
                .filter(view -> view.message().turn().questionId().equals(questionId))
                .flatMap(view -> view.session().labels().stream())
                .map(Label::id)
                .toList();
    }

    @EachEngine
    void aListIsLabelledAsAWholeOrNotAtAll(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(message("q1", NOON), message("q2", NOON)));
            Labelling labelling = fixture.store().messageLabelling();
            long label = anyMessageLabel(fixture);
            assertThatThrownBy(() -> labelling.add(reach(fixture), named("q1", "q3"), given(label)))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("objectIds[1]: got «q3», expected the id of a message within reach of this call");
            assertThatThrownBy(() -> labelling.add(reach(fixture), named("q1"), given(label, 17)))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("labels[1]: got «17», expected the id of a message label of this account");
            assertThat(labelsOf(fixture, "q1")).isEmpty();
            labelling.add(reach(fixture), named("q1", "q2", "q1"), given(label, label));
            labelling.add(reach(fixture), named("q1"), given(label));
            assertThat(labelsOf(fixture, "q1")).containsExactly(label);
            assertThat(labelsOf(fixture, "q2")).containsExactly(label);
        }
    }

    @EachEngine
    void setLeavesJustTheGivenLabelsOn(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(message("q1", NOON), message("q2", NOON)));
            Labelling labelling = fixture.store().messageLabelling();
            List<Long> all = List.copyOf(fixture.messageLabels().values());
            labelling.add(reach(fixture), named("q1", "q2"), given(all.get(0), all.get(1)));
            labelling.set(reach(fixture), named("q1"), given(all.get(1), all.get(2)));
            assertThat(labelsOf(fixture, "q1")).containsExactlyInAnyOrder(all.get(1), all.get(2));
            assertThat(labelsOf(fixture, "q2")).containsExactlyInAnyOrder(all.get(0), all.get(1));
            labelling.clear(reach(fixture), named("q1"));
            assertThat(labelsOf(fixture, "q1")).isEmpty();
            assertThat(labelsOf(fixture, "q2")).hasSize(2);
        }
    }

    @EachEngine
    void nothingBeyondTheReachIsLabelled(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(List.of(message("q", NOON)));
            EditScope other = new EditScope(
                    fixture.accountId(), List.of(fixture.projectIds().getLast()));
            assertThatThrownBy(() ->
                            fixture.store().messageLabelling().add(other, named("q"), given(anyMessageLabel(fixture))))
                    .isInstanceOf(ApiException.class);
            fixture.store()
                    .messageLabelling()
                    .add(other, new Selection.Wanted(FilterSet.EMPTY), given(anyMessageLabel(fixture)));
            assertThat(labelsOf(fixture, "q")).isEmpty();
        }
    }

    @EachEngine
    void aLabelThatIsRemovedIsOffEverywhere(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            fixture.append(new RandomLog(new Random(3)).records(100));
            Selection everything = new Selection.Wanted(FilterSet.EMPTY);
            long gone = anyMessageLabel(fixture);
            long goneOfSessions = fixture.sessionLabels().values().iterator().next();
            fixture.store().messageLabelling().add(reach(fixture), everything, given(gone));
            fixture.store().sessionLabelling().add(reach(fixture), everything, given(goneOfSessions));
            fixture.store().labels().removeMessageLabel(fixture.accountId(), new RequestValue<>("id", gone));
            fixture.store().labels().removeSessionLabel(fixture.accountId(), new RequestValue<>("id", goneOfSessions));
            Map<String, List<String>> contents = StoreProbe.contents(fixture.store());
            assertThat(contents.get("message_label_link")).noneMatch(link -> link.endsWith(" | " + gone));
            assertThat(contents.get("session_label_link")).noneMatch(link -> link.endsWith(" | " + goneOfSessions));
        }
    }

    // ---- Test data

    private static LogRecord.Message message(String questionId, Instant time) {
        return new LogRecord.Message(
                new Origin("bot-1", "telegram", "anna", ClientNames.NONE, "s"),
                Turn.builder(questionId, time)
                        .question("hello at " + Duration.between(NOON, time).toSeconds())
                        .build());
    }

    private static EditScope reach(StoreFixture fixture) {
        return new EditScope(fixture.accountId(), fixture.projectIds());
    }

    private static long anyMessageLabel(StoreFixture fixture) {
        return fixture.messageLabels().values().iterator().next();
    }

    private static Selection named(String... ids) {
        List<RequestValue<String>> given = new ArrayList<>();
        for (String id : ids) {
            given.add(new RequestValue<>("objectIds[" + given.size() + "]", id));
        }
        return new Selection.Named(given, null, null);
    }

    private static List<RequestValue<Long>> given(long... labels) {
        List<RequestValue<Long>> given = new ArrayList<>();
        for (long label : labels) {
            given.add(new RequestValue<>("labels[" + given.size() + "]", label));
        }
        return given;
    }

    private static List<Long> labelsOf(StoreFixture fixture, String questionId) {
        return fixture
                .store()
                .conversations()
                .messages(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 1000))
                .rows()
                .stream()
                .filter(view -> view.message().turn().questionId().equals(questionId))
                .map(MessageView::labels)
                .flatMap(List::stream)
                .map(Label::id)
                .toList();
    }
}
