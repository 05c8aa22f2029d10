// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.RandomLog;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Files contain the same rows and columns as the list with the same filters. */
@OnPostgresToo
class MessageReportTest {
    private static final long SEED = 3;
    private static final String FILTER =
            "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'2021-02-15T00:00:00Z','to':'2021-02-22T00:00:00Z'}";
    private static final List<String> TITLES = List.of(
            "Project",
            "Channel type",
            "Channel ID",
            "Client ID",
            "Client name",
            "Session ID",
            "Session start",
            "Message ID",
            "Message time",
            "Message type",
            "Message text",
            "Event",
            "Bot message",
            "Intent",
            "Class",
            "State",
            "From state",
            "Confidence",
            "Rule",
            "Rule type",
            "Processing time, ms",
            "Message labels",
            "Comment",
            "Session labels",
            "Operator",
            "Status",
            "Exception",
            "Call campaign ID");

    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        RandomLog.SESSION_LABELS.forEach(account::newSessionLabel);
        SERVER.store()
                .log()
                .append(account.one().id(), new RandomLog(new Random(SEED)).records(200))
                .join();
    }

    @Test
    void xlsxHoldsTheRowsOfTheListWithRealDatesAndNumbers() {
        JsonNode task = ReportReader.finished(
                account, account.legacy("POST", "/reports/messages").json(Json.filters(FILTER)));
        HttpAnswer file = ReportReader.file(SERVER, task);
        assertThat(file.contentType()).isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(file.header("Content-Disposition"))
                .contains("attachment")
                .contains(task.path("fileName").asString());
        List<List<Object>> rows = ReportReader.xlsx(file);
        assertThat(rows.getFirst()).isEqualTo(TITLES);
        compare(rows.subList(1, rows.size()), expected(0));
        assertThat(task.path("writeCount").asLong()).isEqualTo(rows.size() - 1);
        assertThat(task.path("totalCount").asLong()).isEqualTo(rows.size() - 1);
    }

    @Test
    void theTimezoneHeaderShiftsDatesAndTheLanguageHeaderTurnsTheTitles() {
        for (String zone : new String[] {"180", "3", "Europe/Moscow"}) {
            List<List<Object>> rows = ReportReader.xlsx(ReportReader.file(
                    SERVER,
                    ReportReader.finished(
                            account,
                            account.legacy("POST", "/reports/messages")
                                    .header("Timezone", zone)
                                    .header("language", "ru")
                                    .json(Json.filters(FILTER)))));
            assertThat(rows.getFirst())
                    .startsWith("Проект", "Тип канала", "ID канала")
                    .endsWith("Статус", "Ошибка", "ID обзвона");
            assertThat(rows.stream().skip(1).map(row -> row.get(9)).distinct())
                    .containsExactlyInAnyOrder("Запрос", "Событие");
            List<List<Object>> expected =
                    expected(3).stream().map(MessageReportTest::inRussian).toList();
            compare(rows.subList(1, rows.size()), expected);
        }
    }

    private static List<Object> inRussian(List<Object> row) {
        List<Object> russian = new ArrayList<>(row);
        russian.set(9, row.get(9).equals("Query") ? "Запрос" : "Событие");
        return russian;
    }

    @Test
    void csvHoldsTheSameRowsWithTheDelimiterAndTheDatesThatWereAskedFor() {
        ObjectNode body = Json.object(
                "{'settings':{'fileType':'CSV','delimiter':';','dateTimeFormat':'dd.MM.yyyy HH:mm:ss','rawText':true}}");
        body.set("filters", Json.read(Json.filters(FILTER)).path("filters"));
        HttpAnswer file = ReportReader.file(
                SERVER,
                ReportReader.finished(
                        account, account.legacy("POST", "/reports/messages").json(body)));
        assertThat(file.contentType()).isEqualTo("text/csv;charset=UTF-8");
        List<List<String>> rows = ReportReader.csv(file, ';');
        assertThat(rows.getFirst()).isEqualTo(TITLES);
        assertThat(rows.subList(1, rows.size()))
                .isEqualTo(expected(0).stream().map(MessageReportTest::asTexts).toList());
    }

    private static List<String> asTexts(List<Object> row) {
        return row.stream()
                .map(value -> switch (value) {
                    case LocalDateTime time ->
                        DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss").format(time);
                    case Double number when row.indexOf(number) != 17 -> Long.toString(number.longValue());
                    default -> value.toString();
                })
                .toList();
    }

    @Test
    void withoutAHeaderTheFirstRowIsTheFirstMessage() {
        JsonNode task = ReportReader.finished(
                account,
                account.legacy("POST", "/reports/messages")
                        .json("{\"settings\":{\"fileType\":\"CSV\",\"withHeader\":false}}"));
        List<List<String>> rows = ReportReader.csv(ReportReader.file(SERVER, task), ',');
        assertThat(rows).hasSize((int)
                account.legacy("POST", "/messages/filter").send().ok().totalCount());
        assertThat(rows.getFirst().getFirst()).isEqualTo(account.one().shortName());
    }

    @Test
    void valuesOutOfTheResponseHaveColumnsOfTheirOwn() {
        String body = Json.filters(
                        "{'key':'CUSTOM_FIELDS_IN_RESPONSE','type':'CUSTOM_FIELDS_IN_RESPONSE','responseDataJsonPaths':['$.replies[*].type','$.none']}")
                .replaceFirst("}$", ",\"settings\":{\"fileType\":\"CSV\"}}");
        JsonNode task = ReportReader.finished(
                account, account.legacy("POST", "/reports/messages").json(body));
        List<List<String>> rows = ReportReader.csv(ReportReader.file(SERVER, task), ',');
        assertThat(rows.getFirst()).endsWith("Call campaign ID", "$.replies[*].type", "$.none");
        List<String> listed = account.legacy("POST", "/messages/filter")
                .query("size", 1000)
                .json(body)
                .send()
                .ok()
                .json()
                .path("messages")
                .valueStream()
                .map(message -> message.path("customFields").path("$.replies[*].type"))
                .map(value -> value.isMissingNode() ? "" : value.toString())
                .toList();
        assertThat(listed).anyMatch(value -> !value.isEmpty());
        assertThat(rows.stream().skip(1).map(row -> row.get(row.size() - 2))).isEqualTo(listed);
    }

    private static void compare(List<List<Object>> rows, List<List<Object>> expected) {
        assertThat(rows).as("seed " + SEED).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).as("row %d, seed %d", i, SEED).isEqualTo(expected.get(i));
        }
    }

    /** Returns the rows that follow from the lists. */
    private static List<List<Object>> expected(int hoursEast) {
        Map<String, JsonNode> sessions = account.legacy("POST", "/sessions/filter")
                .query("size", 1000)
                .send()
                .ok()
                .json()
                .path("sessions")
                .valueStream()
                .collect(Collectors.toMap(MessageReportTest::session, session -> session));
        HttpAnswer list = account.legacy("POST", "/messages/filter")
                .query("size", 1000)
                .extras()
                .json(Json.filters(FILTER))
                .send()
                .ok();
        assertThat(list.totalCount()).isGreaterThan(100);
        return list.json()
                .path("messages")
                .valueStream()
                .map(message -> row(message, sessions.getOrDefault(session(message), message), hoursEast))
                .toList();
    }

    private static String session(JsonNode of) {
        return String.join("|", text(of, "botId"), text(of.path("client"), "id"), text(of, "sessionId"));
    }

    private static List<Object> row(JsonNode message, JsonNode session, int hoursEast) {
        JsonNode nlp = message.path("nlpInfo");
        JsonNode client = message.path("client");
        String name = (text(client, "firstName") + " " + text(client, "lastName")).strip();
        String ruleType = text(nlp, "ruleType");
        return List.of(
                text(message, "projectShortName"),
                text(message, "channelType"),
                text(message, "botId"),
                text(client, "id"),
                name.isEmpty() ? text(client, "username") : name,
                text(message, "sessionId"),
                date(message, "sessionStartTime", hoursEast),
                text(message, "questionId"),
                date(message, "timestamp", hoursEast),
                message.has("question") ? "Query" : "Event",
                text(message, "question"),
                text(message, "event"),
                text(message, "textAnswer"),
                ruleType.contains("IntentActivator") ? text(nlp, "rule") : "",
                text(nlp, "nlpClass"),
                text(nlp, "nlpState"),
                text(nlp, "fromState"),
                number(nlp, "confidence"),
                text(nlp, "rule"),
                ruleType,
                number(message, "processingTime"),
                names(message.path("labels")),
                text(message, "comment"),
                names(message.path("sessionLabels")),
                "",
                text(message, "status"),
                text(message, "exception"),
                number(session, "callTaskId"));
    }

    private static String text(JsonNode of, String member) {
        return of.path(member).asString("");
    }

    private static Object number(JsonNode of, String member) {
        return of.has(member) ? (Object) of.path(member).doubleValue() : "";
    }

    private static LocalDateTime date(JsonNode of, String member, int hoursEast) {
        return OffsetDateTime.parse(of.path(member).asString())
                .withOffsetSameInstant(ZoneOffset.ofHours(hoursEast))
                .toLocalDateTime();
    }

    private static String names(JsonNode labels) {
        Stream<JsonNode> all = labels.valueStream();
        return all.map(label -> label.path("name").asString()).collect(Collectors.joining(", "));
    }
}
