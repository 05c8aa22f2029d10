// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A query of an analyst, as HTTP request and as hand-written SQL. Both must give the same answer.
 *
 * @param sql statements that together give the answer; the first columns of all their rows, in order, are compared
 */
record BenchmarkQuery(String name, String method, String path, String body, Answer answer, List<String> sql) {
    /** Start of a week in the middle of the data. */
    static final String FROM = "2026-05-04T00:00:00Z";

    static final String TO = "2026-05-11T00:00:00Z";

    static final Duration LENGTH = Duration.between(Instant.parse(FROM), Instant.parse(TO));

    private static final String WEEK = " between timestamp '2026-05-04 00:00:00' and timestamp '2026-05-11 00:00:00'";
    private static final String ALL = "project_id in (select id from project)";
    private static final String MESSAGES =
            "select m.question_id, m.*, s.*, c.first_name, c.last_name, c.username from message m"
                    + " join session s using (session_key) join client c on c.client_key = m.client_key where m.rowid in"
                    + " (select rowid from message where %1$s order by time desc, question_id, message_key limit 20)"
                    + " order by m.time desc, m.question_id, m.message_key";
    private static final String SESSIONS =
            "select s.session_id, s.*, c.first_name, c.last_name, c.username from session s"
                    + " join client c using (client_key) where s.rowid in"
                    + " (select rowid from session where %1$s order by start_time desc, session_id, session_key limit 20)"
                    + " order by s.start_time desc, s.session_id, s.session_key";
    private static final String CLIENTS = "select client_id, * from client where rowid in"
            + " (select rowid from client where %1$s order by last_visit desc, client_id, client_key limit 20)"
            + " order by last_visit desc, client_id, client_key";

    /** Returns whether the query is limited to a period or to one dialog, as most are. */
    boolean isBounded() {
        return body.contains("DATE_TIME_RANGE") || path.contains("sessionId=");
    }

    /** Returns the same query for another period from {@link #FROM} on, over HTTP only. */
    BenchmarkQuery about(Duration stretch) {
        return new BenchmarkQuery(
                name,
                method,
                path,
                body.replace(TO, Instant.parse(FROM).plus(stretch).toString()),
                answer,
                List.of());
    }

    /** Extracts the compared values from an answer. */
    interface Answer {
        List<String> of(JsonNode answer);
    }

    static List<BenchmarkQuery> all() {
        return List.of(
                list("messages, all", "messages", "questionId", "", MESSAGES, "message", ALL),
                list(
                        "messages of a week",
                        "messages",
                        "questionId",
                        time("MESSAGE_TIME"),
                        MESSAGES,
                        "message",
                        ALL + " and time" + WEEK),
                list(
                        "messages with a word",
                        "messages",
                        "questionId",
                        text("refund"),
                        MESSAGES,
                        "message",
                        ALL + " and regexp_matches(question, '[Rr][Ee][Ff][Uu][Nn][Dd]')"),
                list(
                        "messages with a word, of a week",
                        "messages",
                        "questionId",
                        time("MESSAGE_TIME") + "," + text("возврат"),
                        MESSAGES,
                        "message",
                        ALL + " and time" + WEEK + " and lower(question) like '%%возврат%%'"),
                list("sessions, all", "sessions", "sessionId", "", SESSIONS, "session", ALL),
                list(
                        "sessions begun in a week",
                        "sessions",
                        "sessionId",
                        time("SESSION_START_TIME"),
                        SESSIONS,
                        "session",
                        ALL + " and start_time" + WEEK),
                list(
                        "sessions with 5 to 8 messages, of a week",
                        "sessions",
                        "sessionId",
                        time("SESSION_START_TIME")
                                + ",{\"key\":\"MESSAGE_COUNT\",\"type\":\"NUMERIC_RANGE\",\"from\":\"5\",\"to\":\"8\"}",
                        SESSIONS,
                        "session",
                        ALL + " and start_time" + WEEK + " and question_count between 5 and 8"),
                list(
                        "sessions with a state",
                        "sessions",
                        "sessionId",
                        "{\"key\":\"NLP_STATE\",\"type\":\"TREE\",\"options\":[\"/S3/Step2\"]}",
                        SESSIONS,
                        "session",
                        ALL + " and session_key in (select session_key from message where nlp_state = '/S3/Step2'"
                                + " or left(nlp_state, 10) = '/S3/Step2/')"),
                list(
                        "sessions with an error, of a week",
                        "sessions",
                        "sessionId",
                        time("SESSION_START_TIME")
                                + ",{\"key\":\"EXCEPTION_EXISTENCE\",\"type\":\"RADIO\",\"option\":\"YES\"}",
                        SESSIONS,
                        "session",
                        ALL + " and start_time" + WEEK
                                + " and session_key in (select session_key from message where exception is not null)"),
                list("clients, all", "clients", "id", "", CLIENTS, "client", ALL),
                list(
                        "clients with a session in a week",
                        "clients",
                        "id",
                        time("SESSION_START_TIME"),
                        CLIENTS,
                        "client",
                        ALL + " and client_key in (select client_key from session where start_time" + WEEK + ")"),
                new BenchmarkQuery(
                        "messages of a week, counted by day",
                        "POST",
                        "/api/v1/reporter/stats/messages/with-advanced-filters?intervalType=DAY",
                        body(time("MESSAGE_TIME")),
                        answer ->
                                List.of(Long.toString(answer.path("totalCount").asLong())),
                        List.of(
                                "select cast(sum(n) as bigint) from (select date_trunc('day', time) d, count(*) n from message where "
                                        + ALL + " and time" + WEEK + " group by d) days")),
                new BenchmarkQuery(
                        "all messages, counted by day",
                        "POST",
                        "/api/v1/reporter/stats/messages/with-advanced-filters?intervalType=DAY",
                        body(""),
                        answer ->
                                List.of(Long.toString(answer.path("totalCount").asLong())),
                        List.of(
                                "select cast(sum(n) as bigint) from (select date_trunc('day', time) d, count(*) n from message where "
                                        + ALL + " group by d) days")),
                new BenchmarkQuery(
                        "channels to choose from, with counts",
                        "POST",
                        "/api/v1/reporter/filter-options?filterKey=CHANNEL_TYPE&analyticsSection=SESSIONS",
                        body(""),
                        answer -> answer.valueStream()
                                .map(option -> option.path("value").asString())
                                .toList(),
                        List.of("select channel_type, sum(message_count) n from session where " + ALL
                                + " group by 1 order by n desc, 1")),
                new BenchmarkQuery(
                        "state routes of a week",
                        "POST",
                        "/api/v1/reporter/state-routes/filter",
                        body(time("SESSION_START_TIME")),
                        answer ->
                                List.of(answer.path("paging").path("totalCount").asString()),
                        List.of(
                                "select count(*) from (select 1 from (select any_value(result) as result, list(route_state order by time, question_id, message_key)"
                                        + " filter (where is_client_message and route_state is not null and route_state is distinct from before) as states from"
                                        + " (select s.session_key, s.result, m.time, m.question_id, m.message_key, m.is_client_message, m.route_state,"
                                        + " lag(m.route_state) over (partition by m.session_key, m.is_client_message and m.route_state is not null"
                                        + " order by m.time, m.question_id, m.message_key) as before from session s join message m using (session_key)"
                                        + " where s.start_time" + WEEK
                                        + ") steps group by session_key) walked group by states, result) routes")),
                new BenchmarkQuery(
                        "messages of a session",
                        "GET",
                        "/api/v1/reporter/messages/by-session?size=100&sessionId=s52017",
                        "",
                        answer -> answer.path("messages")
                                .valueStream()
                                .map(message -> message.path("questionId").asString())
                                .sorted()
                                .toList(),
                        List.of(
                                "select question_id, * from message where session_key in (select session_key from session where session_id = 's52017')"
                                        + " order by question_id")));
    }

    private static BenchmarkQuery list(
            String name, String list, String id, String filters, String page, String table, String condition) {
        String plain = condition.replace("%%", "%");
        return new BenchmarkQuery(
                name,
                "POST",
                "/api/v1/reporter/" + list + "/filter",
                body(filters),
                answer -> {
                    List<String> ids = new ArrayList<>();
                    answer.path(list).forEach(row -> ids.add(row.path(id).asString()));
                    ids.add(answer.path("paging").path("totalCount").asString());
                    return ids;
                },
                List.of(page.formatted(plain), "select count(*) from " + table + " where " + plain));
    }

    private static String body(String filters) {
        return "{\"filters\":[" + filters + "]}";
    }

    private static String time(String key) {
        return "{\"key\":\"" + key + "\",\"type\":\"DATE_TIME_RANGE\",\"from\":\"" + FROM + "\",\"to\":\"" + TO + "\"}";
    }

    private static String text(String word) {
        return "{\"key\":\"MESSAGE_TEXT\",\"type\":\"TEXT\",\"values\":[\"" + word
                + "\"],\"comparisonType\":\"CONTAINS\",\"isCaseSensitive\":false}";
    }

    List<String> ask(ServerProcess product) {
        return answer.of(product.call(method, path, body.isEmpty() ? null : body));
    }

    List<String> ask(Connection bare) throws SQLException {
        boolean postgres = bare.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        List<String> found = new ArrayList<>();
        try (Statement statement = bare.createStatement()) {
            for (String each : sql) {
                try (ResultSet row = statement.executeQuery(postgres ? inPostgres(each) : each)) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        found.add(row.getString(1));
                        for (int column = 2; column <= columns; column++) {
                            row.getObject(column);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Translates a statement of the embedded engine into the dialect of PostgreSQL. */
    private static String inPostgres(String sql) {
        return sql.replace("rowid", "ctid")
                .replaceAll("regexp_matches\\((\\w+), '[^']*'\\)", "parley_folded($1) like '%refund%'")
                .replace("lower(question)", "parley_folded(question)")
                .replace("list(", "array_agg(")
                .replace("any_value(", "max(");
    }
}
