// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.ClientNames;
import io.parley.core.log.LogRecord.Message;
import io.parley.core.log.LogRecord.Status;
import io.parley.core.log.LogRecord.Transfer;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.RawJson;
import io.parley.core.log.Turn;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DemoFeaturesTest {
    private static final DemoLog LOG = DemoLog.of(DemoConversations.of(7, DemoLog.END));

    @Test
    void someFifteenHundredClientsComeAndManyComeAgain() {
        Map<String, Set<String>> sessions = LOG.messages().stream()
                .map(Message::origin)
                .collect(groupingBy(
                        origin -> origin.botId() + " " + origin.clientId(),
                        TreeMap::new,
                        Collectors.mapping(origin -> String.valueOf(origin.sessionId()), Collectors.toSet())));
        assertThat(sessions).hasSizeBetween(1_400, 1_600);
        assertThat(sessions.values().stream().filter(several -> several.size() > 1))
                .hasSizeGreaterThan(500);
        assertThat(LOG.messages().stream().map(message -> message.origin().clientNames()))
                .anyMatch(names -> names.equals(ClientNames.NONE))
                .anyMatch(names -> names.username() != null)
                .anyMatch(names -> "Алексей".equals(names.firstName()))
                .anyMatch(names -> "O’Connor".equals(names.lastName()));
    }

    @Test
    void sessionsAreShortAndLongAndEmpty() {
        assertThat(LOG.sessions())
                .allMatch(turns -> turns.size() <= 60)
                .anyMatch(turns -> turns.size() == 1)
                .anyMatch(turns -> turns.stream().filter(Turn::isClientMessage).count() > 35)
                .anyMatch(turns -> turns.stream().allMatch(turn -> Turn.START_COMMAND.equals(turn.question())))
                .anyMatch(turns -> turns.stream().allMatch(turn -> turn.event() != null && !turn.isClientMessage()));
        assertThat(LOG.sessions().stream().filter(turns -> questions(turns) >= 20))
                .hasSizeGreaterThan(30);
        assertThat(LOG.sessions().stream().filter(turns -> questions(turns) == 0))
                .hasSizeGreaterThan(100);
    }

    @Test
    void daysAndWeekdaysAreBusierThanNightsAndWeekends() {
        ZoneId moscow = ZoneId.of("Europe/Moscow");
        List<ZonedDateTime> times = LOG.messages().stream()
                .map(message -> message.turn().time().atZone(moscow))
                .toList();
        assertThat(count(times, time -> time.getDayOfWeek() == DayOfWeek.WEDNESDAY))
                .isGreaterThan(count(times, time -> time.getDayOfWeek() == DayOfWeek.SUNDAY) * 3 / 2);
        assertThat(count(times, time -> time.getHour() == 12))
                .isGreaterThan(count(times, time -> time.getHour() == 3) * 5);
    }

    @Test
    void everyChannelIsThere() {
        assertThat(LOG.messages().stream()
                        .map(message -> message.origin().channelType())
                        .distinct())
                .containsExactlyInAnyOrder("telegram", "viber", "vk", "chatwidget", "chatapi", "resterisk");
    }

    @Test
    void statusesComeFromTheChannelsThatReportThem() {
        Map<String, String> channels = LOG.messages().stream()
                .collect(Collectors.toMap(
                        m -> m.turn().questionId(), m -> m.origin().channelType()));
        Map<String, EnumSet<MessageStatus>> reported = new TreeMap<>();
        for (Status status : LOG.only(Status.class)) {
            reported.computeIfAbsent(channels.get(status.questionId()), c -> EnumSet.noneOf(MessageStatus.class))
                    .add(status.status());
        }
        assertThat(reported)
                .isEqualTo(Map.of(
                        "telegram", EnumSet.of(MessageStatus.SENT, MessageStatus.NOT_SENT),
                        "viber", EnumSet.of(MessageStatus.DELIVERED, MessageStatus.NOT_DELIVERED, MessageStatus.READ),
                        "vk", EnumSet.of(MessageStatus.SENT, MessageStatus.NOT_SENT, MessageStatus.READ)));
    }

    @Test
    void operatorsWriteOnlyAfterATransfer() {
        Map<String, Instant> transfers = LOG.only(Transfer.class).stream()
                .collect(Collectors.toMap(Transfer::sessionId, Transfer::at, (one, other) -> one));
        List<Message> byOperators = LOG.messages().stream()
                .filter(message -> message.turn().operator() != null)
                .toList();
        assertThat(byOperators).hasSizeGreaterThan(300).allSatisfy(message -> {
            assertThat(message.turn().livechat()).isTrue();
            assertThat(transfers.get(String.valueOf(message.origin().sessionId())))
                    .isBeforeOrEqualTo(message.turn().time());
        });
    }

    @Test
    void callsRingAndHangUpInBothDirections() {
        List<Turn> calls = LOG.messages().stream()
                .filter(message -> message.origin().channelType().equals("resterisk"))
                .map(Message::turn)
                .toList();
        assertThat(calls.stream().map(Turn::event).distinct())
                .contains("ringing", "hangup", "botHangup", "speechNotRecognized", "transfer", "onCallNotConnected");
        assertThat(calls)
                .allMatch(turn -> turn.call().incoming() != null)
                .anyMatch(turn -> Boolean.TRUE.equals(turn.call().incoming())
                        && turn.call().taskId() == null)
                .anyMatch(turn -> Boolean.FALSE.equals(turn.call().incoming())
                        && turn.call().taskId() != null)
                .anyMatch(turn -> turn.call().recording() != null)
                .allMatch(turn -> (turn.question() == null) == (turn.utterances() == null));
    }

    @Test
    void theDiallerLetsPeopleSleep() {
        assertThat(LOG.turns().stream()
                        .filter(turn -> Boolean.FALSE.equals(turn.call().incoming())))
                .extracting(
                        turn -> turn.time().atZone(ZoneId.of("Europe/Moscow")).getHour())
                .allSatisfy(hour -> assertThat(hour).isBetween(9, 20));
    }

    @Test
    void aClientTalksInOneSessionAtATime() {
        Map<String, List<Message>> byClient = LOG.messages().stream()
                .collect(groupingBy(message ->
                        message.origin().botId() + " " + message.origin().clientId()));
        assertThat(byClient.values()).allSatisfy(messages -> {
            List<String> sessions = new ArrayList<>();
            for (Message message : messages) {
                String session = String.valueOf(message.origin().sessionId());
                if (sessions.isEmpty() || !sessions.getLast().equals(session)) {
                    sessions.add(session);
                }
            }
            assertThat(sessions).doesNotHaveDuplicates();
        });
    }

    @Test
    void everyFeatureOfTheLogOccurs() {
        assertOccurs(turn -> turn.exception() != null, 50);
        assertOccurs(turn -> turn.comment() != null, 100);
        assertOccurs(Turn::test, 20);
        assertOccurs(turn -> Turn.FILE_EVENT.equals(turn.event()), 100);
        assertOccurs(turn -> "catchAll".equals(turn.nlp().rule()), 300);
        assertOccurs(
                turn -> turn.nlp().state() != null
                        && !turn.nlp().state().equals(turn.nlp().nlpClass()),
                500);
        assertOccurs(turn -> turn.pageName() != null, 500);
        assertOccurs(turn -> turn.analytics().sessionResult() != null, 2_000);
        assertOccurs(turn -> turn.analytics().sessionData().containsKey("Score"), 200);
        assertOccurs(turn -> turn.analytics().sessionData().containsKey("City"), 500);
        assertOccurs(turn -> turn.question() != null && turn.question().length() > 3_000, 20);
        for (String start : List.of("=", "+", "-", "@", "\t", "<script", "😂")) {
            assertOccurs(turn -> turn.question() != null && turn.question().startsWith(start), 1);
        }
        for (String type : List.of("text", "buttons", "image", "audio", "carousel")) {
            assertOccurs(
                    turn -> turn.responseData() != null
                            && turn.responseData().text().contains("\"type\":\"" + type + "\""),
                    50);
        }
        assertOccurs(turn -> turn.analytics().nps() != null, 100);
        assertOccurs(turn -> !turn.analytics().sessionTopics().isEmpty(), 500);
        assertOccurs(turn -> !turn.analytics().scenarioActions().isEmpty(), 500);
    }

    @Test
    void theAnswerIsTheTextRepliesJoinedByABlankLine() {
        assertThat(LOG.turns().stream().limit(2_000)).allSatisfy(turn -> {
            RawJson response = turn.responseData();
            if (response != null) {
                assertThat(repliesInWords(response)).isEqualTo(turn.textAnswer() == null ? "" : turn.textAnswer());
            }
        });
    }

    @Test
    void noTextKeepsAnUnfilledFact() {
        assertThat(LOG.turns().stream()).allSatisfy(turn -> {
            assertThat(String.valueOf(turn.question())).doesNotContainPattern("\\{\\w+}");
            assertThat(String.valueOf(turn.textAnswer())).doesNotContainPattern("\\{\\w+}");
            assertThat(turn.analytics().toString()).doesNotContainPattern("\\{[a-z]+}");
        });
    }

    private static String repliesInWords(RawJson response) {
        return JsonMapper.shared()
                .readTree(response.text())
                .get("replies")
                .valueStream()
                .filter(reply -> reply.get("type").asString().equals("text"))
                .map(reply -> reply.get("text").asString())
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static void assertOccurs(Predicate<Turn> feature, int atLeast) {
        assertThat(LOG.turns().stream().filter(feature)).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private static long questions(List<Turn> turns) {
        return turns.stream().filter(Turn::isClientMessage).count();
    }

    private static <T> long count(List<T> list, Predicate<T> predicate) {
        return list.stream().filter(predicate).count();
    }
}
