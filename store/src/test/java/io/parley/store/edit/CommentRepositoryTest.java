// SPDX-License-Identifier: Apache-2.0
package io.parley.store.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ApiException;
import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord;
import io.parley.core.log.Origin;
import io.parley.core.log.Turn;
import io.parley.core.page.PageRequest;
import io.parley.store.EachEngine;
import io.parley.store.SettableClock;
import io.parley.store.StoreFixture;
import io.parley.store.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tests of manual comments, with comments of scripts before and after. */
class CommentRepositoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON.plusSeconds(100));

    @EachEngine
    void aCommentTakesThePlaceOfAnotherIsFoundAndIsTakenAway(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            fixture.append(List.of(version(0, "from the script"), message("other", NOON, null)));
            setComment(fixture, "mine");
            setComment(fixture, "mine, too");
            assertThat(comment(fixture)).isEqualTo("mine, too");
            assertThat(found(fixture, "MINE, T")).containsExactly("q");
            assertThat(found(fixture, "script")).isEmpty();
            remove(fixture);
            remove(fixture);
            assertThat(comment(fixture)).isNull();
            assertThat(found(fixture, "mine")).isEmpty();
        }
    }

    @EachEngine
    void whatWasSaidLastShowsWhateverVersionsComeInWhateverOrder(TestEngine engine) {
        LogRecord.Message early = version(50, "early");
        LogRecord.Message silent = version(150, null);
        LogRecord.Message late = version(200, "late");
        for (List<LogRecord.Message> after : List.of(
                List.of(early),
                List.of(silent),
                List.of(early, silent),
                List.of(silent, early),
                List.of(early, early))) {
            assertThat(commentAfter(engine, "by hand", after)).as("%s", after).isEqualTo("by hand");
            assertThat(commentAfter(engine, null, after)).as("%s", after).isNull();
        }
        for (List<LogRecord.Message> after : List.of(
                List.of(late),
                List.of(early, late),
                List.of(late, early),
                List.of(late, silent),
                List.of(silent, late))) {
            assertThat(commentAfter(engine, "by hand", after)).as("%s", after).isEqualTo("late");
            assertThat(commentAfter(engine, null, after)).as("%s", after).isEqualTo("late");
        }
    }

    /** @param byHand null to remove the comment */
    private @Nullable String commentAfter(TestEngine engine, @Nullable String byHand, List<LogRecord.Message> after) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            fixture.append(List.of(version(0, "first")));
            if (byHand == null) {
                remove(fixture);
            } else {
                setComment(fixture, byHand);
            }
            after.forEach(version -> fixture.append(List.of(version)));
            fixture.append(List.of(version(0, "first")));
            return comment(fixture);
        }
    }

    @EachEngine
    void aClockThatIsBehindTheBotsLosesNoComment(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            fixture.append(List.of(version(7200, "ahead")));
            setComment(fixture, "by hand");
            assertThat(comment(fixture)).isEqualTo("by hand");
            fixture.append(List.of(version(7200, "ahead"), version(7100, "a little less")));
            assertThat(comment(fixture)).isEqualTo("by hand");
        }
    }

    @EachEngine
    void aCommentStaysWithAMessageWhoseSessionIsCutAnew(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            fixture.append(List.of(withoutSession("q", NOON)));
            setComment(fixture, "by hand");
            fixture.append(List.of(withoutSession("before", NOON.minus(Duration.ofMinutes(20)))));
            assertThat(comment(fixture)).isEqualTo("by hand");
        }
    }

    @EachEngine
    void aMessageThatIsNotThereCannotBeCommentedOn(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine.open(clock))) {
            assertThatThrownBy(() -> setComment(fixture, "?"))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("questionId: got «q», expected the id of a message within reach of this call");
        }
    }

    // ---- Test data

    private static LogRecord.Message version(int seconds, @Nullable String comment) {
        return message("q", NOON.plusSeconds(seconds), comment).withVersion(seconds);
    }

    private static LogRecord.Message message(String questionId, Instant time, @Nullable String comment) {
        return new LogRecord.Message(
                new Origin("bot-1", "telegram", "anna", ClientNames.NONE, "s"),
                Turn.builder(questionId, time)
                        .question("hello")
                        .comment(comment)
                        .build());
    }

    private static LogRecord.Message withoutSession(String questionId, Instant time) {
        return new LogRecord.Message(
                new Origin("bot-1", "telegram", "anna", ClientNames.NONE, null),
                Turn.builder(questionId, time).question("hello").build());
    }

    private static void setComment(StoreFixture fixture, String comment) {
        fixture.store().comments().setComment(reach(fixture), new RequestValue<>("questionId", "q"), null, comment);
    }

    private static void remove(StoreFixture fixture) {
        fixture.store().comments().remove(reach(fixture), new RequestValue<>("questionId", "q"), null);
    }

    private static EditScope reach(StoreFixture fixture) {
        return new EditScope(fixture.accountId(), fixture.projectIds());
    }

    private static @Nullable String comment(StoreFixture fixture) {
        return fixture
                .store()
                .conversations()
                .messages(fixture.projectIds(), FilterSet.EMPTY, new PageRequest(0, 10))
                .rows()
                .stream()
                .map(view -> view.message().turn())
                .filter(turn -> turn.questionId().equals("q"))
                .findFirst()
                .orElseThrow()
                .comment();
    }

    private static List<String> found(StoreFixture fixture, String text) {
        FilterSet wanted = FilterReader.read(new JsonInput(
                "",
                JsonMapper.shared()
                        .readTree("{\"filters\":[{\"key\":\"COMMENT_TEXT\",\"type\":\"TEXT\",\"values\":[\"" + text
                                + "\"]}]}")));
        return fixture
                .store()
                .conversations()
                .messages(fixture.projectIds(), wanted, new PageRequest(0, 10))
                .rows()
                .stream()
                .map(view -> view.message().turn().questionId())
                .toList();
    }
}
