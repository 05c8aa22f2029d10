// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.DatabaseSettings;
import io.parley.store.PgBouncer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A server on a database whose defaults are odd, or behind a pooler, gives the answers of any other: reporting, lists, reports, tasks. */
class DatabaseSettingsTest {
    private static final String HARD = "it's \\ a \"hard\" \\' one, \t\r\n \\n \\N % _ ё 🙂";

    private static List<String> expected;

    @BeforeAll
    static void askAnyOther() {
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED)) {
            expected = answers(server);
        }
    }

    @AfterAll
    static void forget() {
        expected = List.of();
    }

    @Test
    void aDatabaseWithOddDefaultsChangesNoAnswer() throws SQLException {
        try (ParleyServer server = ParleyServer.node(DatabaseSettings.make())) {
            assertThat(answers(server)).isEqualTo(expected);
        }
    }

    @Test
    void aPoolerThatLendsSessionsForOneTransactionEachChangesNoAnswer() throws SQLException {
        assumeTrue(PgBouncer.isThere(), "there is no /usr/sbin/pgbouncer on this machine");
        String database = DatabaseSettings.make();
        try (PgBouncer pooler = PgBouncer.before(database);
                ParleyServer server = ParleyServer.node(pooler.through(database))) {
            assertThat(answers(server)).isEqualTo(expected);
        }
    }

    /** What a server answers that does not depend on ids of its own. */
    private static List<String> answers(ParleyServer server) {
        Account account = server.newAccount();
        long label = account.newSessionLabel("odd");
        List<String> answers = new ArrayList<>();
        answers.add(account.report(new Conversation("telegram", "anna", "s")
                        .says(HARD)
                        .says("order")
                        .messages())
                .toString());
        answers.add(
                account.report(new Conversation("vk", "ben", "t").says("hello").messages())
                        .toString());
        answers.add(account.reportStatus("{'questionId':'s-1','status':'READ','timestamp':'2026-03-01T10:00:00Z'}")
                .toString());
        account.v1("POST", "/ingest/messages")
                .query("projectShortName", account.one().shortName())
                .json("[{\"questionId\":\"" + HARD.codePointAt(0) + "\"}]")
                .send()
                .ok();
        String filters = "{\"filters\":[{\"key\":\"MESSAGE_TEXT\",\"type\":\"TEXT\",\"comparisonType\":\"CONTAINS\","
                + "\"isCaseSensitive\":false,\"values\":[\"\\\\ A \\\"HARD\\\" \\\\'\"]}]}";
        JsonNode messages = account.v1("POST", "/reporter/messages/filter")
                .json(filters)
                .send()
                .ok()
                .json();
        assertThat(messages.path("messages")).hasSize(1);
        answers.add(messages.path("messages").path(0).path("questionPhrase").toString());
        answers.add(messages.path("messages").path(0).path("timestamp").toString());
        for (String list : List.of("sessions", "clients")) {
            answers.add(account.v1("POST", "/reporter/" + list + "/filter")
                    .json("{\"filters\":[]}")
                    .send()
                    .ok()
                    .json()
                    .path("paging")
                    .toString());
        }
        answers.add(account.v1("GET", "/ingest/quarantine")
                .query("projectShortName", account.one().shortName())
                .send()
                .ok()
                .json()
                .at("/records/0/message")
                .toString());
        answers.add(report(account, server, "messages"));
        answers.add(report(account, server, "state-routes"));
        answers.add(scheduled(account, server));
        assertThat(label).isPositive();
        return answers;
    }

    private static String report(Account account, ParleyServer server, String report) {
        JsonNode task = account.finished(account.v1("POST", "/async/reporter/reports/" + report)
                .query("projectShortName", account.one().shortName())
                .json("{\"filters\":[],\"settings\":{\"fileType\":\"CSV\"}}")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString());
        return file(account, server, task);
    }

    private static String scheduled(Account account, ParleyServer server) {
        JsonNode made = account.v1("POST", "/reporter/schedules")
                .json("{\"name\":\"x\",\"report\":\"clients\",\"cron\":\"@daily\",\"settings\":{\"fileType\":\"CSV\"}}")
                .send()
                .ok()
                .json();
        var kept = server.store()
                .schedules()
                .get(account.id(), null, made.path("id").asLong())
                .orElseThrow();
        var due = server.store()
                .schedules()
                .add(
                        account.id(),
                        null,
                        "x",
                        kept.request(),
                        kept.cron(),
                        kept.zone(),
                        kept.nextRunAt().minusSeconds(200_000));
        JsonNode after = Awaitility.await("the schedule to run")
                .until(
                        () -> account.v1("GET", "/reporter/schedules/" + due.id())
                                .send()
                                .ok()
                                .json(),
                        schedule -> schedule.has("lastTaskId"));
        return file(account, server, account.finished(after.path("lastTaskId").asString()));
    }

    /** The file without ids that differ from server to server. */
    private static String file(Account account, ParleyServer server, JsonNode task) {
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("COMPLETED");
        String id = task.path("taskId").asString();
        byte[] file = account.v1("GET", "/reporter/reports/tasks/" + id + "/file")
                .send()
                .ok()
                .bytes();
        return new String(file, StandardCharsets.UTF_8)
                .replace(server.url(), "URL")
                .replace(account.one().shortName(), "ONE");
    }
}
