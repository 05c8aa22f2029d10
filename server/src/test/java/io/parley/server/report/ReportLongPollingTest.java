// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.task.Task;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Long polling for reports. */
@OnPostgresToo
class ReportLongPollingTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    /** More waiting callers than the server has threads. */
    private static final int MANY = LongRun.of(400, 1000);

    private static final String REQUEST = "{\"projects\":{},\"body\":{},\"zone\":\"Z\",\"language\":\"EN\"}";
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
    }

    @Test
    void aReportThatHasEndedIsToldOfAtOnceAndAsOftenAsAsked() {
        JsonNode started = account.v1("POST", "/async/reporter/reports/messages")
                .send()
                .ok()
                .json();
        String id = started.path("requestId").asString();
        JsonNode task = account.finished(id);
        for (int reading = 1; reading <= 2; reading++) {
            JsonNode response = events("requestId", id).path("response");
            assertThat(response).hasSize(1);
            JsonNode event = response.get(0);
            assertThat(event.path("isOk").asBoolean()).isTrue();
            assertThat(event.path("requestId").asString()).isEqualTo(id);
            assertThat(event.path("requestTime")).isEqualTo(started.path("requestTime"));
            assertThat(event.path("payload")).isEqualTo(task);
            assertThat(event.has("error")).isFalse();
        }
    }

    @Test
    void whoWaitsHearsOfTheNextReportThatEnds() {
        Task task = begunElsewhere();
        CompletableFuture<JsonNode> waiting =
                CompletableFuture.supplyAsync(() -> events("requestId", task.id(), "timeout", 60));
        CompletableFuture<JsonNode> waitingForAny = CompletableFuture.supplyAsync(() -> events("timeout", 60_000));
        assertThat(SERVER.store().tasks().complete(task.id(), "elsewhere", 1)).isTrue();
        assertThat(waiting.join().path("response")).hasSize(1);
        assertThat(waitingForAny
                        .join()
                        .path("response")
                        .get(0)
                        .path("requestId")
                        .asString())
                .isEqualTo(task.id());
    }

    @Test
    void aReportThatFailedComesWithItsError() {
        Task task = begunElsewhere();
        SERVER.store().tasks().fail(task.id(), "elsewhere", "too much");
        JsonNode event = events("requestId", task.id()).path("response").get(0);
        assertThat(event.path("isOk").asBoolean()).isFalse();
        assertThat(event.path("error").path("error").asString()).isEqualTo("reporter.conflict.task_failed");
        assertThat(event.path("error").path("message").asString()).isEqualTo("too much");
        assertThat(event.path("payload").path("status").asString()).isEqualTo("FAILED");
    }

    @Test
    void nothingInTimeIsAnEmptyList() {
        Task running = begunElsewhere();
        assertThat(events("timeout", 0).path("response").isEmpty()).isTrue();
        assertThat(events("timeout", 1).path("response").isEmpty()).isTrue();
        assertThat(events("timeout", 1000, "requestId", running.id())
                        .path("response")
                        .isEmpty())
                .isTrue();
        SERVER.store().tasks().delete(List.of(running.id()));
    }

    @Test
    void onlyWhatEndedSinceTheStartTimeIsTold() {
        String first = finished();
        String second = finished();
        JsonNode all = events().path("response");
        assertThat(all.valueStream().map(event -> event.path("requestId").asString()))
                .containsExactly(first, second);
        Instant ended = Instant.parse(all.get(1).path("responseTime").asString());
        assertThat(events("startTime", ended.toEpochMilli()).path("response")).isNotEmpty();
        assertThat(events("startTime", ended.toEpochMilli() + 1, "timeout", 0)
                        .path("response")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void nobodyHearsOfReportsOfAnotherAccountOrAnotherProject() {
        String ours = finished();
        Account others = SERVER.newAccount();
        assertThat(others.v1("GET", "/async/events")
                        .query("timeout", 0)
                        .send()
                        .ok()
                        .json()
                        .path("response")
                        .isEmpty())
                .isTrue();
        others.v1("GET", "/async/events")
                .query("requestId", ours)
                .send()
                .isRefused(404, ErrorCode.TASK, "requestId", ours, "the id of a task that is not deleted");
    }

    @Test
    void timesThatAreNoneAreRefused() {
        account.v1("GET", "/async/events")
                .query("timeout", -1)
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "timeout",
                        "-1",
                        "seconds up to 60, or milliseconds from 1000 to 60000");
        account.v1("GET", "/async/events").query("timeout", "soon").send().isRefused(400, ErrorCode.WRONG_TYPE);
        account.v1("GET", "/async/events")
                .query("startTime", "yesterday")
                .send()
                .isRefused(400, ErrorCode.INVALID_DATE);
    }

    @Test
    void manyWaitForTheSameReportWithoutAThreadEach() throws Exception {
        Task task = begunElsewhere();
        int before = Thread.activeCount();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Socket socket = new Socket("localhost", SERVER.port());
                sockets.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(("GET /api/v1/async/events?timeout=60&requestId=" + task.id()
                                + " HTTP/1.1\r\nHost: localhost\r\n" + "Authorization: Bearer " + account.unified()
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            // Other calls are served meanwhile.
            account.v1("GET", "/reporter/reports").send().ok();
            assertThat(Thread.activeCount() - before).isLessThan(250);
            SERVER.store().tasks().complete(task.id(), "elsewhere", 1);
            for (Socket socket : sockets) {
                try (InputStream in = socket.getInputStream()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .startsWith("HTTP/1.1 200")
                            .contains(task.id());
                }
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private JsonNode events(Object... query) {
        var call = account.v1("GET", "/async/events");
        for (int i = 0; i < query.length; i += 2) {
            call = call.query(query[i].toString(), query[i + 1]);
        }
        HttpAnswer answer = call.extras().send().ok();
        return answer.json();
    }

    private String finished() {
        String id = account.v1("POST", "/async/reporter/reports/messages")
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString();
        account.finished(id);
        return id;
    }

    /**
     * Returns a task that another server has started, so that ours leaves it alone. If our server was faster, creates
     * another one.
     */
    private Task begunElsewhere() {
        while (true) {
            String id = UUID.randomUUID().toString();
            SERVER.store().tasks().add(id, account.id(), account.one().id(), Report.MESSAGES.type(), REQUEST, "a.xlsx");
            var begun = SERVER.store().tasks().claim("elsewhere", ReportTaskHandler.KINDS, List.of());
            if (begun.isPresent() && begun.get().id().equals(id)) {
                return begun.get();
            }
            SERVER.store().tasks().delete(List.of(id));
        }
    }
}
