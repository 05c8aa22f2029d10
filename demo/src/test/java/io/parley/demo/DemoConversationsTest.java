// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import static io.parley.demo.DemoLog.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.log.Analytics;
import io.parley.core.log.LogRecord.Message;
import io.parley.core.log.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoConversationsTest {
    private static final DemoConversations DEMO = DemoConversations.of(7, END);
    private static final DemoLog LOG = DemoLog.of(DEMO);

    @Test
    void twoRunsOfOneSeedAgreeRecordForRecord() {
        assertThat(DemoLog.of(DemoConversations.of(7, END)).records()).isEqualTo(LOG.records());
    }

    @Test
    void theDemoIsTheSameInEveryCountry() {
        Locale home = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(DemoLog.of(DemoConversations.of(7, END)).records()).isEqualTo(LOG.records());
        } finally {
            Locale.setDefault(home);
        }
    }

    @Test
    void anotherSeedTellsAnotherStory() {
        assertThat(DemoLog.of(DemoConversations.of(8, END)).records()).isNotEqualTo(LOG.records());
    }

    @Test
    void theBotIdIsAllThatDependsOnTheCaller() {
        DemoProject project = DEMO.projects().getFirst();
        List<Turn> turns = turns(project, "first-");
        List<Turn> others = turns(project, "other-");
        assertThat(others)
                .extracting(Turn::questionId)
                .isEqualTo(turns.stream().map(Turn::questionId).toList());
        assertThat(others)
                .extracting(Turn::textAnswer)
                .isEqualTo(turns.stream().map(Turn::textAnswer).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -1, Long.MAX_VALUE})
    void everySeedGivesAtLeastTwentyThousandMessages(long seed) {
        assertThat(DemoConversations.of(seed, END).messageCount()).isBetween(20_000, 30_000);
    }

    @Test
    void theCountOfMessagesIsTheirNumber() {
        assertThat(DEMO.messageCount()).isEqualTo(LOG.messages().size());
    }

    @Test
    void allHappensInTheSixtyDaysBeforeTheEnd() {
        assertThat(LOG.records())
                .extracting(DemoLog::time)
                .allSatisfy(time -> assertThat(time).isBetween(END.minus(Duration.ofDays(60)), END));
        assertThat(LOG.messages().stream().map(message -> message.turn().time()).max(Instant::compareTo))
                .hasValueSatisfying(last -> assertThat(last).isAfter(END.minus(Duration.ofHours(3))));
    }

    @Test
    void theRecordsOfAProjectComeInOrderOfTime() {
        assertThat(DEMO.projects())
                .allSatisfy(project -> assertThat(DEMO.records(project, bot -> "b" + bot.number()))
                        .extracting(DemoLog::time)
                        .isSorted());
    }

    @Test
    void everyLabelIsInTheCatalogue() {
        List<Analytics> noted = LOG.messages().stream()
                .map(message -> message.turn().analytics())
                .toList();
        assertThat(noted.stream()
                        .flatMap(analytics -> analytics.sessionLabels().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(DEMO.sessionLabels());
        assertThat(noted.stream()
                        .flatMap(analytics -> analytics.messageLabels().stream())
                        .distinct())
                .hasSizeGreaterThan(6)
                .anySatisfy(label -> assertThat(label.group()).isNull())
                .allSatisfy(label -> assertThat(DEMO.messageLabels().entrySet())
                        .anyMatch(
                                group -> (label.group() == null || label.group().equals(group.getKey()))
                                        && group.getValue().contains(label.label())));
    }

    @Test
    void everyQuestionIdIsUnique() {
        assertThat(LOG.messages())
                .extracting(message -> message.turn().questionId())
                .doesNotHaveDuplicates();
    }

    @Test
    void everySessionIsNamedAfterItsChannelBotAndClient() {
        assertThat(LOG.messages())
                .extracting(Message::origin)
                .allSatisfy(origin -> assertThat(origin.sessionId())
                        .startsWith("%s-%s-%s-".formatted(origin.channelType(), origin.botId(), origin.clientId())));
    }

    @Test
    void aProjectOfSomebodyElseIsRefused() {
        DemoProject strange = new DemoProject("zoo", "Zoo", List.of());
        assertThatThrownBy(() -> DEMO.records(strange, DemoBot::channelType))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No project of the demo: zoo");
    }

    private static List<Turn> turns(DemoProject project, String prefix) {
        return new DemoLog(DEMO.records(project, bot -> prefix + bot.number()).toList()).turns();
    }
}
