// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.core.LongRun;
import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.StoppablePostgres;
import io.parley.store.PostgresServer;
import io.parley.store.account.Role;
import io.parley.store.consistency.Invariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several servers on one database behave as one product, independent of the server that is called. */
class NodesTest {
    private static final int SESSIONS = 40;

    private static String database;
    private static ParleyServer one;
    private static ParleyServer two;

    private static StoppablePostgres restarting;
    private static ParleyServer onRestarting;

    @BeforeAll
    static void start() {
        database = PostgresServer.NEWEST.newDatabase();
        one = ParleyServer.node(database);
        two = ParleyServer.node(database);
        restarting = new StoppablePostgres();
        onRestarting = ParleyServer.node(restarting.address());
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        onRestarting.close();
        restarting.close();
    }

    private record Pair(Account here, Account there) {
        static Pair fresh() {
            Account account = one.newAccount();
            return new Pair(account, account.at(two));
        }

        List<Account> both() {
            return List.of(here, there);
        }
    }

    @Test
    void nodesHaveNamesOfTheirOwnAndKeepThem() {
        String name = one.part(ParleyProperties.class).node();
        assertThat(name).isNotEqualTo(two.part(ParleyProperties.class).node());
        assertThat(new ParleyProperties(
                                one.data(),
                                null,
                                Duration.ZERO,
                                Duration.ofDays(30),
                                Duration.ofDays(7),
                                null,
                                0,
                                Duration.ofSeconds(20),
                                false,
                                List.of(),
                                null,
                                "localhost")
                        .node())
                .isEqualTo(name);
        assertThat(new ParleyProperties(
                                one.data(),
                                "blue",
                                Duration.ZERO,
                                Duration.ofDays(30),
                                Duration.ofDays(7),
                                null,
                                0,
                                Duration.ofSeconds(20),
                                false,
                                List.of(),
                                null,
                                "localhost")
                        .node())
                .isEqualTo("blue");
    }

    @Test
    void whatBothNodesAreToldAtOnceIsKeptOnce() throws Exception {
        Pair account = Pair.fresh();
        try (ExecutorService bots = Executors.newFixedThreadPool(8)) {
            List<Future<?>> told = new ArrayList<>();
            for (int session = 0; session < SESSIONS; session++) {
                List<?> messages = new Conversation("telegram", "client-" + session % 5, "session-" + session)
                        .says("hello")
                        .says("good bye")
                        .messages();
                account.both().forEach(node -> told.add(bots.submit(() -> node.report(messages))));
            }
            for (Future<?> each : told) {
                each.get();
            }
        }
        String expected = sessions(account.here());
        assertThat(sessions(account.there())).isEqualTo(expected);
        assertThat(Json.read(expected).path("sessions").valueStream())
                .hasSize(SESSIONS)
                .allSatisfy(session ->
                        assertThat(session.path("questionCount").asInt()).isEqualTo(2));
        assertThat(account.there()
                        .v1("POST", "/reporter/messages/filter")
                        .send()
                        .ok()
                        .totalCount())
                .isEqualTo(2 * SESSIONS);
    }

    private static String sessions(Account account) {
        return account.v1("POST", "/reporter/sessions/filter")
                .query("size", 100)
                .send()
                .ok()
                .text();
    }

    @Test
    void whicheverNodeWroteAReportTheOtherTellsOfItAndHasItsFile() {
        Pair account = Pair.fresh();
        account.here()
                .report(new Conversation("telegram", "anna", "s").says("hello").messages());
        String id = account.here()
                .v1("POST", "/async/reporter/reports/messages")
                .json("{\"settings\":{\"fileType\":\"CSV\"}}")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString();
        List<String> files = new ArrayList<>();
        for (Account node : account.both()) {
            HttpAnswer events = node.v1("GET", "/async/events")
                    .query("requestId", id)
                    .query("timeout", 60)
                    .send()
                    .ok();
            assertThat(events.json().path("response").path(0).path("isOk").asBoolean())
                    .as(events.text())
                    .isTrue();
            files.add(node.v1("GET", "/reporter/reports/tasks/" + id + "/file")
                    .send()
                    .ok()
                    .text());
        }
        assertThat(files.getFirst()).contains("hello").isEqualTo(files.getLast());
        account.there().v1("DELETE", "/reporter/reports/tasks/" + id).send().ok();
        for (Account node : account.both()) {
            node.v1("GET", "/reporter/reports/tasks/" + id + "/file").send().isRefused(404, ErrorCode.TASK);
        }
    }

    @Test
    void whoLogsInAtOneNodeIsKnownToTheOtherAndWhoLogsOutToNone() {
        Pair account = Pair.fresh();
        String login = account.here().newPerson(Role.ADMIN);
        HttpAnswer session = one.post("/api/v1/session")
                .json("{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, Account.PASSWORD))
                .send()
                .ok();
        String cookie = session.header("Set-Cookie").split(";", 2)[0];
        two.get("/api/v1/session").header("Cookie", cookie).send().ok();
        assertThat(two.delete("/api/v1/session")
                        .header("Cookie", cookie)
                        .header("X-Parley-Page", "1")
                        .send()
                        .status())
                .isEqualTo(204);
        await().untilAsserted(() ->
                one.get("/api/v1/session").header("Cookie", cookie).send().isRefused(401, ErrorCode.TOKEN_MISSING));
    }

    @Test
    void whatIsNewAtOneNodeIsThereAtTheOther() {
        Pair account = Pair.fresh();
        account.here()
                .report(new Conversation("telegram", "anna", "s").says("hi").messages());
        account.here()
                .v1("POST", "/reporter/scenario-experiments")
                .query("projectShortName", account.here().one().shortName())
                .json("{\"key\":\"greeting\",\"branches\":[{\"key\":\"A\"},{\"key\":\"B\"}]}")
                .send()
                .ok();
        List<String> branches = IntStream.range(0, 20)
                .mapToObj(i -> account.both()
                        .get(i % 2)
                        .v1("POST", "/reporter/scenario-experiments/join")
                        .query("projectShortName", account.here().one().shortName())
                        .query("experimentKey", "greeting")
                        .query("sessionId", "s" + i / 2)
                        .query("botId", "bot")
                        .send()
                        .ok()
                        .text())
                .toList();
        for (int i = 0; i < branches.size(); i += 2) {
            assertThat(branches.get(i + 1)).isEqualTo(branches.get(i));
        }
    }

    @Test
    void aRollingRestartFailsNoRequest() throws Exception {
        ParleyServer leaving = ParleyServer.node(database, "--parley.drain=2s");
        Account account = one.newAccount();
        List<ParleyServer> nodes = List.of(leaving, one);
        AtomicInteger asked = new AtomicInteger();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            List<Future<?>> calls = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(caller -> callers.submit(() -> {
                        for (int i = 0; !over.isDone(); i++) {
                            // Selects the first node that is ready, like a load balancer.
                            ParleyServer node = nodes.stream()
                                    .filter(NodesTest::isReady)
                                    .findFirst()
                                    .orElseThrow();
                            Account there = account.at(node);
                            there.report(new Conversation("telegram", "c" + caller, "c" + caller + "-" + i)
                                    .says("hi")
                                    .messages());
                            there.v1("POST", "/reporter/sessions/filter").send().ok();
                            asked.incrementAndGet();
                        }
                    }))
                    .toList();
            await().until(() -> asked.get() > 20);
            leaving.close();
            int then = asked.get();
            await().until(() -> asked.get() > then + 20);
            over.complete(null);
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(account.v1("POST", "/reporter/sessions/filter").send().ok().totalCount())
                .isEqualTo(asked.get());
    }

    private static boolean isReady(ParleyServer node) {
        try {
            return node.get("/health/ready").send().status() == 200;
        } catch (RuntimeException gone) {
            return false;
        }
    }

    @Test
    void aDatabaseThatRestartsMakesCallsFailWithWordsAndNothingElse() {
        try (StoppablePostgres ours = new StoppablePostgres();
                ParleyServer server = ParleyServer.node(ours.address())) {
            Account account = server.newAccount();
            List<?> messages =
                    new Conversation("telegram", "anna", "s").says("hi").messages();
            account.report(messages);
            LogCapture log = new LogCapture();
            ours.stop();
            String words = "the database does not answer; send it again in a moment";
            account.v1("POST", "/reporter/sessions/filter").send().isRefused(503, ErrorCode.STORE_AWAY, words);
            account.v1("POST", "/ingest/messages")
                    .query("projectShortName", account.one().shortName())
                    .json(messages)
                    .send()
                    .isRefused(503, ErrorCode.STORE_AWAY, words);
            server.get("/health/ready").send().isRefused(503, ErrorCode.STORE_AWAY, words);
            server.get("/health/live").send().ok();
            for (int i = 0; i < 3; i++) {
                account.v1("GET", "/reporter/reports").send().isRefused(503, ErrorCode.STORE_AWAY, words);
            }
            ours.startAgain();
            log.close();
            assertThat(log.complaints())
                    .as("repeated failures are logged once with a stack trace")
                    .filteredOn(line -> line.startsWith("io.parley.server.") && line.contains("\n\tat "))
                    .isNotEmpty()
                    .extracting(line -> line.lines().limit(2).toList())
                    .doesNotHaveDuplicates();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.get("/health/ready").send().status() == 200);
            account.report(
                    new Conversation("telegram", "anna", "later").says("hi").messages());
            assertThat(account.v1("POST", "/reporter/sessions/filter")
                            .send()
                            .ok()
                            .totalCount())
                    .isEqualTo(2);
        }
    }

    @Test
    void whatWasAcknowledgedWhileTheDatabaseRestartsIsThereOnce() throws Exception {
        try (ExecutorService bots = Executors.newFixedThreadPool(6)) {
            Account account = onRestarting.newAccount();
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            AtomicInteger refused = new AtomicInteger();
            CompletableFuture<Void> over = new CompletableFuture<>();
            List<Future<?>> all = IntStream.range(0, 6)
                    .<Future<?>>mapToObj(bot -> bots.submit(() -> {
                        for (int i = 0; !over.isDone(); i++) {
                            String session = "s-" + bot + "-" + i;
                            List<?> messages = new Conversation("telegram", "c" + bot, session)
                                    .says("hi")
                                    .says("bye")
                                    .messages();
                            int status;
                            do {
                                status = account.v1("POST", "/ingest/messages")
                                        .query("projectShortName", account.one().shortName())
                                        .json(messages)
                                        .send()
                                        .status();
                                assertThat(status).isIn(200, 503);
                                refused.addAndGet(status == 200 ? 0 : 1);
                                // Retries, as a bot must do in order not to lose messages.
                            } while (status != 200 && !over.isDone());
                            if (status == 200) {
                                acknowledged.add(session);
                            }
                        }
                    }))
                    .toList();
            for (int restart = 0; restart < LongRun.of(1, 3); restart++) {
                int then = acknowledged.size();
                await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > then + 30);
                int before = refused.get();
                restarting.stop();
                await().until(() -> refused.get() > before);
                restarting.startAgain();
            }
            int then = acknowledged.size();
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > then + 10);
            over.complete(null);
            for (Future<?> each : all) {
                each.get();
            }
            Map<String, Integer> kept = new HashMap<>();
            for (int page = 0; page * 1000 <= kept.size(); page++) {
                account.v1("POST", "/reporter/sessions/filter")
                        .query("size", 1000)
                        .query("page", page)
                        .send()
                        .ok()
                        .json()
                        .path("sessions")
                        .forEach(session -> assertThat(kept.put(
                                        session.path("sessionId").asString(),
                                        session.path("questionCount").asInt()))
                                .isNull());
            }
            assertThat(kept.keySet()).containsAll(acknowledged);
            assertThat(kept.values()).containsOnly(2);
            for (Invariant rule : Invariant.values()) {
                assertThat(onRestarting.store().consistencyCheck().examine(rule).isSound())
                        .as(rule.inWords())
                        .isTrue();
            }
        }
    }
}
