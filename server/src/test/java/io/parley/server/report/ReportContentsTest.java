// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every report contains the same data as the lists with the same filters, in every type of file. */
@OnPostgresToo
class ReportContentsTest {
    private static final long SEED = 11;
    private static final String DAY = "2021-02-16";
    private static final String WEEK =
            "{'key':'SESSION_START_TIME','type':'DATE_TIME_RANGE','from':'2021-02-15T00:00:00Z','to':'2021-02-22T00:00:00Z'}";

    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        RandomLog.SESSION_LABELS.forEach(account::newSessionLabel);
        List<LogRecord> records = new RandomLog(new Random(SEED)).records(300);
        SERVER.store().log().append(account.one().id(), records).join();
        account.legacy("POST", "/clients/block")
                .json("{\"botId\":\"bot-1\",\"clientId\":\"anna\",\"reason\":\"=spam\"}")
                .send();
    }

    // ---- Expected rows from lists

    @Test
    void sessionsAreThoseOfTheListWithAColumnForEachHeaderOfTheirData() {
        List<JsonNode> sessions = sessions(WEEK);
        List<String> headers = headers(sessions);
        assertThat(headers).hasSizeGreaterThan(2);
        Table table = read(Report.SESSIONS, FileType.JSONL);
        assertThat(table.keys)
                .endsWith(
                        headers.stream().map(header -> "sessionData." + header).toArray(String[]::new));
        Set<String> transferred =
                sessions(WEEK, "{'key':'TRANSFER_TO_OPERATOR','type':'RADIO','option':'WITH_TRANSFER'}").stream()
                        .map(ReportContentsTest::session)
                        .collect(Collectors.toSet());
        assertThat(transferred).isNotEmpty();
        assertThat(table.rows)
                .hasSizeGreaterThan(20)
                .isEqualTo(sessions.stream()
                        .map(session -> row(
                                Stream.of(
                                        text(session, "projectShortName"),
                                        text(session, "channelType"),
                                        text(session, "botId"),
                                        text(session.path("client"), "id"),
                                        name(session.path("client")),
                                        text(session, "sessionId"),
                                        text(session, "startTime"),
                                        Instant.parse(text(session, "startTime"))
                                                .plusMillis(
                                                        session.path("duration").asLong())
                                                .toString(),
                                        text(session, "firstQuestion"),
                                        text(session, "lastQuestion"),
                                        text(session, "duration"),
                                        text(session, "questionCount"),
                                        names(session.path("labels")),
                                        text(session, "sessionResult"),
                                        transferred.contains(session(session)) ? "Yes" : "No",
                                        direction(session),
                                        text(session, "callTaskId")),
                                headers.stream().map(header -> text(session.path("sessionData"), header))))
                        .toList());
    }

    @Test
    void callsAreTheSessionsOfTelephony() {
        String calls = "{'key':'CHANNEL_TYPE','type':'CHECKBOX','options':['resterisk']}";
        List<JsonNode> sessions = sessions(WEEK, calls);
        Table table = read(Report.TELEPHONY, FileType.JSONL);
        assertThat(table.rows)
                .isNotEmpty()
                .isEqualTo(sessions.stream()
                        .map(session -> row(
                                Stream.of(
                                        text(session, "projectShortName"),
                                        text(session, "botId"),
                                        text(session.path("client"), "id"),
                                        text(session, "sessionId"),
                                        direction(session),
                                        text(session, "startTime"),
                                        Instant.parse(text(session, "startTime"))
                                                .plusMillis(
                                                        session.path("duration").asLong())
                                                .toString(),
                                        text(session, "duration"),
                                        plain(Math.ceil(session.path("duration").asLong() / 15_000.0) / 4),
                                        text(session, "callTaskId"),
                                        text(session, "sessionResult"),
                                        text(session, "audioFileUrl"),
                                        text(session, "questionCount"),
                                        names(session.path("labels"))),
                                headers(sessions).stream().map(header -> text(session.path("sessionData"), header))))
                        .toList());
    }

    @Test
    void callsCanBeAskedForByParametersToo() {
        Table byBody = read(Report.TELEPHONY, FileType.JSONL);
        HttpCall byParameters = account.legacy("POST", "/reports/telephony")
                .query("startTime", "2021-02-15T00:00:00Z")
                .query("endTime", "2021-02-22T00:00:00Z")
                .query("botIds", "Bot-2,nobody")
                .json("{\"settings\":{\"fileType\":\"JSONL\"}}");
        assertThat(table(FileType.JSONL, Report.TELEPHONY, byParameters).rows)
                .isNotEmpty()
                .isEqualTo(byBody.rows);
        account.legacy("POST", "/reports/telephony")
                .query("botIds", "nobody")
                .query("estimate", true)
                .send()
                .ok();
        account.legacy("POST", "/reports/telephony")
                .query("startTime", "soon")
                .send()
                .isRefused(400, ErrorCode.INVALID_DATE);
    }

    @Test
    void clientsAreThoseOfTheListWithTheirSessionsAndMessagesCounted() {
        Map<String, Long> sessions = counted(account.legacy("POST", "/sessions/filter"), "sessions");
        Map<String, Long> messages = counted(account.legacy("POST", "/messages/filter"), "messages");
        List<JsonNode> clients = clients();
        assertThat(read(Report.CLIENTS, FileType.JSONL).rows)
                .hasSizeGreaterThan(5)
                .isEqualTo(clients.stream()
                        .map(client -> List.of(
                                text(client, "id"),
                                name(client),
                                text(client, "username"),
                                text(client, "projectShortName"),
                                text(client, "channelType"),
                                text(client, "botId"),
                                text(client, "joinDate"),
                                text(client, "lastVisitDate"),
                                text(client, "lastSessionId"),
                                Long.toString(
                                        sessions.getOrDefault(text(client, "botId") + "|" + text(client, "id"), 0L)),
                                Long.toString(
                                        messages.getOrDefault(text(client, "botId") + "|" + text(client, "id"), 0L)),
                                client.path("isBlocked").asBoolean() ? "Yes" : "No",
                                text(client, "blockReason"),
                                text(client, "blockDate")))
                        .toList());
        assertThat(read(Report.CLIENT_LIST, FileType.JSONL).rows)
                .isEqualTo(clients.stream()
                        .map(client -> List.of(
                                text(client, "id"),
                                name(client),
                                text(client, "projectShortName"),
                                text(client, "channelType"),
                                text(client, "botId"),
                                text(client, "lastVisitDate")))
                        .toList());
    }

    private static Map<String, Long> counted(HttpCall list, String member) {
        return list.query("size", 1000)
                .send()
                .ok()
                .json()
                .path(member)
                .valueStream()
                .collect(Collectors.groupingBy(
                        row -> text(row, "botId") + "|" + text(row.path("client"), "id"), Collectors.counting()));
    }

    @Test
    void routesAreThoseOfTheListWithTheirShares() {
        JsonNode routes = account.legacy("POST", "/state-routes/filter")
                .query("size", 1000)
                .json(Json.filters(WEEK))
                .send()
                .ok()
                .json()
                .path("routes");
        long all = routes.valueStream()
                .mapToLong(route -> route.path("sessionsCount").asLong())
                .sum();
        assertThat(read(Report.STATE_ROUTES, FileType.JSONL).rows)
                .hasSizeGreaterThan(5)
                .isEqualTo(routes.valueStream()
                        .map(route -> List.of(
                                route.path("stateRoutes")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .collect(Collectors.joining(" → ")),
                                text(route, "stateRouteResult"),
                                text(route, "sessionsCount"),
                                plain(100.0 * route.path("sessionsCount").asLong() / all)))
                        .toList());
    }

    @Test
    void aDayHasTheMessagesOfItsTwentyFourHoursInUtc() {
        HttpCall ofDay = account.v1("POST", "/async/reporter/reports/messages")
                .json(body(
                        FileType.CSV,
                        "{'key':'MESSAGE_TIME','type':'DATE_TIME_RANGE','from':'" + DAY + "T00:00:00Z','to':'" + DAY
                                + "T23:59:59.999Z'}"));
        List<List<String>> expected = ReportReader.csv(file(ofDay), ',');
        assertThat(expected).hasSizeGreaterThan(10);
        HttpCall daily = account.v1("POST", "/async/reporter/reports/daily")
                .header("Timezone", "UTC")
                .json("{\"date\":\"" + DAY + "\",\"settings\":{\"fileType\":\"CSV\"}}");
        assertThat(ReportReader.csv(file(daily), ',')).isEqualTo(expected);
    }

    @Test
    void reactionsAreThoseThatCameWithTheMessagesTheyAreTo() {
        Account ours = SERVER.newAccount();
        ours.report(
                ours.one(),
                List.of(Json.object(
                        "{'questionId':'q1','sessionId':'s1','botId':'b','channelType':'telegram','client':{'id':'c','firstName':'Ann'},"
                                + "'timestamp':'2026-01-01T10:00:00Z','question':'hi','textAnswer':'=hello'}")));
        Instant first = Instant.parse("2026-01-01T10:01:00Z");
        SERVER.store()
                .log()
                .append(
                        ours.one().id(),
                        List.of(
                                new LogRecord.Reaction("b", "c", "m1", null, "q1", "👍", first),
                                new LogRecord.Reaction("b", "c", "m2", "s2", null, "👎", first.plusSeconds(60)),
                                new LogRecord.Reaction("b", "d", "m3", null, "q9", "🔥", first.plusSeconds(120)),
                                new LogRecord.Reaction("other", "c", "m1", null, null, "👍", first)))
                .join();
        List<String> m1 = List.of(
                ours.one().shortName(),
                "b",
                "c",
                "Ann",
                "s1",
                "m1",
                "2026-01-01T10:00:00Z",
                "=hello",
                "👍",
                first.toString());
        List<String> m2 = List.of(
                ours.one().shortName(),
                "b",
                "c",
                "Ann",
                "s2",
                "m2",
                "",
                "",
                "👎",
                first.plusSeconds(60).toString());
        List<String> m3 = List.of(
                ours.one().shortName(),
                "b",
                "d",
                "",
                "",
                "m3",
                "",
                "",
                "🔥",
                first.plusSeconds(120).toString());
        assertThat(reactions(ours, "")).isEqualTo(List.of(m3, m2, m1));
        assertThat(reactions(ours, ",'messageId':'m2'")).isEqualTo(List.of(m2));
        assertThat(reactions(ours, ",'clientId':'d'")).isEqualTo(List.of(m3));
        assertThat(reactions(ours, ",'sessionId':'s1'")).isEqualTo(List.of(m1));
        assertThat(reactions(ours, ",'sessionId':'s2'")).isEqualTo(List.of(m2));
        assertThat(reactions(ours, ",'messageTimeFrom':0")).isEqualTo(List.of(m1));
        ObjectNode none = Json.object("{'botId':'b','messageTimeTo':1000}");
        assertThat(ours.legacy("POST", "/reports/message-reaction")
                        .query("estimate", true)
                        .json(none)
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.object("{'rowCount':0}"));
        assertThat(reactions(
                        ours, ",'reactionTimeFrom':" + first.plusSeconds(60).toEpochMilli()))
                .isEqualTo(List.of(m3, m2));
        assertThat(reactions(ours, ",'reactionTimeTo':" + first.toEpochMilli())).isEqualTo(List.of(m1));

        JsonNode task =
                finished(ours, ours.legacy("POST", "/reports/message-reaction").json("{\"botId\":\"b\"}"));
        assertThat(task.path("reportType").asString()).isEqualTo("MESSAGES");
        assertThat(task.path("report").asString()).isEqualTo("message-reaction");
        ours.legacy("POST", "/reports/message-reaction")
                .json("{}")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "botId: got nothing, expected the id of a channel");
        ours.v1("POST", "/async/reporter/reports/message-reaction")
                .json("{\"botId\":\"b\"}")
                .send()
                .isRefused(
                        400,
                        ErrorCode.MISSING_FIELD,
                        "projectShortName: got nothing, expected the short name of the project, because this caller reaches 2 of them");
        ours.v1("POST", "/async/reporter/reports/message-reaction")
                .json("{\"botId\":\"b\",\"projectShortName\":\"" + account.one().shortName() + "\"}")
                .send()
                .isRefused(404, ErrorCode.PROJECT);
    }

    private static List<List<String>> reactions(Account of, String more) {
        ObjectNode body = Json.object("{'botId':'b','projectShortName':'"
                + of.one().shortName() + "','settings':{'fileType':'JSONL'}" + more + "}");
        HttpCall estimate = of.v1("POST", "/async/reporter/reports/message-reaction")
                .query("estimate", true)
                .json(body);
        List<List<String>> rows = table(
                        FileType.JSONL,
                        Report.MESSAGE_REACTION,
                        of,
                        of.v1("POST", "/async/reporter/reports/message-reaction")
                                .json(body))
                .rows;
        assertThat(estimate.send().ok().json().path("rowCount").asLong()).isEqualTo(rows.size());
        return rows;
    }

    // ---- All types of file

    @ParameterizedTest
    @EnumSource
    void everyTypeOfFileHoldsTheSame(Report report) {
        Table expected = read(report, FileType.JSONL);
        assertThat(expected.rows).isNotEmpty();
        for (FileType type : List.of(FileType.XLSX, FileType.CSV, FileType.PARQUET)) {
            Table table = read(report, type);
            assertThat(table.keys).as("%s, seed %d", type, SEED).isEqualTo(expected.keys);
            for (int row = 0; row < expected.rows.size(); row++) {
                assertThat(table.rows.get(row))
                        .as("%s, row %d, seed %d", type, row, SEED)
                        .isEqualTo(expected.rows.get(row));
            }
            assertThat(table.rows).hasSameSizeAs(expected.rows);
        }
    }

    @Test
    void severalTextsOfACellAreAnArrayInFilesForPrograms() {
        String body = Json.filters(
                        "{'key':'CUSTOM_FIELDS_IN_RESPONSE','type':'CUSTOM_FIELDS_IN_RESPONSE','responseDataJsonPaths':['$.replies[*].type','$.none']}")
                .replaceFirst("}$", ",\"settings\":{\"fileType\":\"JSONL\"}}");
        List<JsonNode> rows = file(account.legacy("POST", "/reports/messages").json(body))
                .text()
                .lines()
                .map(Json::read)
                .toList();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.path("sessionLabels").isArray()).isTrue();
            assertThat(row.path("messageLabels").isArray()).isTrue();
            assertThat(row.path("customFields.$.replies[*].type").isArray()).isTrue();
            assertThat(row.path("customFields.$.none").isNull()).isTrue();
        });
        assertThat(rows)
                .anyMatch(row -> row.path("customFields.$.replies[*].type").size() > 1);
        for (String several : List.of("sessionLabels", "customFields.$.replies[*].type")) {
            assertThat(rows).as(several).anyMatch(row -> row.path(several).isEmpty());
            assertThat(rows).as(several).anyMatch(row -> !row.path(several).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEstimateIsTheNumberOfRowsAndStartsNothing(Report report) {
        int tasks = account.v1("GET", "/reporter/reports")
                .send()
                .ok()
                .json()
                .path("tasks")
                .size();
        JsonNode estimate = start(report, FileType.JSONL)
                .query("estimate", true)
                .send()
                .ok()
                .json();
        assertThat(account.v1("GET", "/reporter/reports")
                        .send()
                        .ok()
                        .json()
                        .path("tasks")
                        .size())
                .isEqualTo(tasks);
        assertThat(estimate.path("rowCount").asInt())
                .isEqualTo(read(report, FileType.JSONL).rows.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                    | MISSING_FIELD | date: got nothing, expected a date between 1970 and 9999, such as 2021-02-14",
                "{\"date\":\"today\"}  | INVALID_DATE  | date: got «today», expected a date between 1970 and 9999, such as 2021-02-14",
                "{\"date\":\"1066-10-14\"} | INVALID_DATE | date: got «1066-10-14», expected a date between 1970 and 9999, such as 2021-02-14",
                "[]                    | WRONG_TYPE    | body: got «[]», expected a JSON object",
            })
    void aDayThatIsNoneIsRefused(String body, ErrorCode problem, String message) {
        account.v1("POST", "/async/reporter/reports/daily").json(body).send().isRefused(400, problem, message);
    }

    @Test
    void aByteOrderMarkComesWhenItIsAskedFor() {
        HttpCall with = account.legacy("POST", "/reports/client-list")
                .json("{\"settings\":{\"fileType\":\"CSV\",\"bom\":true}}");
        HttpCall without = account.legacy("POST", "/reports/client-list").json("{\"settings\":{\"fileType\":\"CSV\"}}");
        assertThat(file(with).text()).isEqualTo("\uFEFF" + file(without).text());
    }

    // ---- Reading files

    /** File as texts: numbers without trailing zeros, times in UTC, durations in ms, empty cells as the empty text. */
    private record Table(List<String> keys, List<List<String>> rows) {}

    private static HttpCall start(Report report, FileType type) {
        HttpCall call = account.legacy("POST", "/reports/" + report.path());
        return switch (report) {
            case DAILY ->
                call.json("{\"date\":\"" + DAY + "\",\"settings\":{\"fileType\":\"" + type + "\",\"rawText\":true}}");
            case MESSAGE_REACTION ->
                call.json("{\"botId\":\"bot-1\",\"settings\":{\"fileType\":\"" + type + "\",\"rawText\":true}}");
            default -> call.json(body(type, WEEK));
        };
    }

    private static ObjectNode body(FileType type, String... filters) {
        ObjectNode body = Json.object("{'settings':{'fileType':'" + type + "','rawText':true}}");
        body.set("filters", Json.read(Json.filters(filters)).path("filters"));
        return body;
    }

    private static Table read(Report report, FileType type) {
        return table(type, report, start(report, type));
    }

    private static JsonNode finished(Account of, HttpCall start) {
        JsonNode started = start.send().ok().json();
        JsonNode task = of.finished(
                started.path("taskId").asString(started.path("requestId").asString()));
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("COMPLETED");
        return task;
    }

    private static HttpAnswer file(HttpCall start) {
        return file(account, start);
    }

    private static HttpAnswer file(Account of, HttpCall start) {
        return ReportReader.fileCall(SERVER, finished(of, start))
                .bearer(of.unified())
                .send()
                .ok();
    }

    private static Table table(FileType type, Report report, HttpCall start) {
        return table(type, report, account, start);
    }

    private static Table table(FileType type, Report report, Account of, HttpCall start) {
        HttpAnswer file = file(of, start);
        assertThat(file.contentType()).isEqualTo(type.mediaType());
        return switch (type) {
            case JSONL -> jsonLines(file);
            case PARQUET -> parquet(file);
            case CSV -> titled(report, ReportReader.csv(file, ','));
            case XLSX -> titled(report, ReportReader.xlsx(file));
        };
    }

    private static Table jsonLines(HttpAnswer file) {
        List<JsonNode> rows = file.text().lines().map(Json::read).toList();
        List<String> keys =
                rows.isEmpty() ? List.of() : List.copyOf(rows.getFirst().propertyNames());
        return new Table(
                keys,
                rows.stream()
                        .map(row -> keys.stream().map(key -> text(row, key)).toList())
                        .toList());
    }

    private static Table parquet(HttpAnswer file) {
        try {
            Path path = Files.write(folder.resolve("report.parquet"), file.bytes());
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT * FROM read_parquet('" + path + "')")) {
                int columns = result.getMetaData().getColumnCount();
                List<String> keys = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    // Parquet names that differ by case only have a number appended.
                    keys.add(
                            result.getMetaData().getColumnName(column).replaceFirst("^(sessionData\\..*)_\\d+$", "$1"));
                }
                List<List<String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(canonical(keys.get(column - 1), result.getObject(column)));
                    }
                    rows.add(row);
                }
                return new Table(keys, rows);
            }
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String canonical(String key, Object value) throws SQLException {
        return switch (value) {
            case null -> "";
            case Double number -> plain(number);
            case java.sql.Array texts ->
                Arrays.stream((Object[]) texts.getArray())
                        .map(Object::toString)
                        .collect(Collectors.joining(separator(key)));
            // JSON lines have milliseconds.
            case OffsetDateTime time ->
                time.toInstant().truncatedTo(ChronoUnit.MILLIS).toString();
            case Timestamp time -> throw new AssertionError("a time without a zone: " + time);
            default -> value.toString();
        };
    }

    /** Returns the table of a file with titles. */
    private static Table titled(Report report, List<? extends List<?>> rows) {
        List<? extends ReportColumn<?>> columns = report.content().columns();
        List<?> titles = rows.getFirst();
        assertThat(titles.subList(0, columns.size()))
                .isEqualTo(columns.stream().map(column -> column.title().en()).toList());
        List<String> keys = IntStream.range(0, titles.size())
                .mapToObj(column ->
                        column < columns.size() ? columns.get(column).key() : "sessionData." + titles.get(column))
                .toList();
        return new Table(
                keys,
                rows.stream()
                        .skip(1)
                        .map(row -> IntStream.range(0, titles.size())
                                .mapToObj(column -> cell(
                                        column < columns.size()
                                                ? columns.get(column).kind()
                                                : ReportColumn.Kind.TEXT,
                                        row.get(column)))
                                .toList())
                        .toList());
    }

    private static String cell(ReportColumn.Kind kind, Object value) {
        if (value.equals("")) {
            return "";
        }
        return switch (kind) {
            case TEXT, TEXTS, WORD -> (String) value;
            case INTEGER, DECIMAL -> plain(Double.parseDouble(value.toString()));
            case INSTANT ->
                (value instanceof LocalDateTime time
                                ? time
                                : LocalDateTime.parse(value.toString().replace(' ', 'T')))
                        .toInstant(ZoneOffset.UTC)
                        .toString();
            case DURATION ->
                Long.toString(
                        value instanceof LocalDateTime since
                                ? Duration.between(LocalDateTime.of(1899, 12, 31, 0, 0), since)
                                        .toMillis()
                                : Arrays.stream(value.toString().split(":"))
                                                .mapToLong(Long::parseLong)
                                                .reduce(0, (sum, next) -> sum * 60 + next)
                                        * 1000);
        };
    }

    private static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    // ---- Reading lists

    private static List<JsonNode> sessions(String... filters) {
        return account.legacy("POST", "/sessions/filter")
                .query("size", 1000)
                .query("needToReturnSessionLabels", true)
                .query("needToReturnSessionData", true)
                .json(Json.filters(filters))
                .send()
                .ok()
                .json()
                .path("sessions")
                .valueStream()
                .toList();
    }

    private static List<JsonNode> clients() {
        return account.legacy("POST", "/clients/filter")
                .query("size", 1000)
                .json(Json.filters(WEEK))
                .send()
                .ok()
                .json()
                .path("clients")
                .valueStream()
                .toList();
    }

    private static List<String> headers(List<JsonNode> sessions) {
        return List.copyOf(sessions.stream()
                .flatMap(session -> session.path("sessionData").propertyNames().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static List<String> row(Stream<String> fixed, Stream<String> more) {
        return Stream.concat(fixed, more).toList();
    }

    private static String session(JsonNode of) {
        return String.join("|", text(of, "botId"), text(of.path("client"), "id"), text(of, "sessionId"));
    }

    private static String text(JsonNode of, String member) {
        JsonNode value = of.path(member);
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(separator(member)));
        }
        if (value.isFloatingPointNumber()) {
            return plain(value.doubleValue());
        }
        String text = value.isNull() ? "" : value.asString("");
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") ? Instant.parse(text).toString() : text;
    }

    /** Separates several texts of a cell in files for people. */
    private static String separator(String key) {
        return key.equals("route") ? " → " : ", ";
    }

    private static String name(JsonNode client) {
        String name = (text(client, "firstName") + " " + text(client, "lastName")).strip();
        return name.isEmpty() ? text(client, "username") : name;
    }

    private static String names(JsonNode labels) {
        Function<JsonNode, String> name = label -> text(label, "name");
        return labels.valueStream().map(name).collect(Collectors.joining(", "));
    }

    private static String direction(JsonNode session) {
        return session.has("isCallIncoming") ? session.path("isCallIncoming").asBoolean() ? "Inbound" : "Outbound" : "";
    }
}
