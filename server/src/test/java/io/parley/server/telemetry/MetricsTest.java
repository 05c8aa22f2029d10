// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.server.apidoc.PublishedApiDocument;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.RawRequest;
import io.parley.server.fixture.ServerEngine;
import io.parley.server.fixture.StoppablePostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class MetricsTest {
    private static final String WITH_METRICS = "--parley.metrics-port=0";

    private static ParleyServer server;
    private static Account account;

    @BeforeAll
    static void start() {
        server = ParleyServer.start(ServerEngine.EMBEDDED, WITH_METRICS);
        account = server.newAccount();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyMetricIsToldWithWhatItMeans() {
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
        String metrics = metrics(server);
        for (Instrument instrument : Instrument.values()) {
            String type = instrument.kind() == Instrument.Kind.INFO
                    ? "gauge"
                    : instrument.kind().toString();
            assertThat(metrics)
                    .contains("# HELP " + instrument.metric() + " " + instrument.help() + "\n")
                    .contains("# TYPE " + instrument.metric() + " " + type + "\n");
        }
        assertThat(metrics)
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_gc_collection_seconds_count{",
                        "jvm_threads_current ",
                        "process_cpu_seconds_total ");
    }

    @Test
    void requestsAreCountedByTheCallAndHowItEndedAndNeverByTheirPaths() {
        account.legacy("GET", "/messages/by-session").query("sessionId", "none").send();
        account.v1("GET", "/reporter/messages/by-session")
                .query("sessionId", "none")
                .send();
        account.v1("GET", "/reporter/reports/tasks/no-such-task").send();
        server.get("/api/none").send();
        String metrics = metrics(server);
        assertThat(samples(metrics, "parley_http_request_duration_seconds_count"))
                .contains("{operation=\"getMessagesForSession\",status=\"4xx\"} 2")
                .anyMatch(sample -> sample.startsWith("{operation=\"none\",status=\"4xx\"} "));
        assertThat(metrics).doesNotContain("no-such-task", account.projectToken(), "/api/");
    }

    @Test
    void everyCallThatTheServerKnowsHasAName() {
        PublishedApiDocument document = server.part(PublishedApiDocument.class);
        assertThat(server.part(RequestMappingHandlerMapping.class).getHandlerMethods())
                .isNotEmpty()
                .allSatisfy((mapping, method) -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> mapping.getPatternValues()
                                .forEach(template -> assertThat(document.operationId(verb.name(), template))
                                        .as(verb + " " + template)
                                        .isPresent())));
    }

    @Test
    void aCallerWhoGoesAwayIsNoFailureOfOurs() {
        Account talkative = server.newAccount();
        Conversation conversation = new Conversation("telegram", "anna", "long");
        for (int i = 0; i < 600; i++) {
            conversation.says("a long story ".repeat(2_500));
        }
        talkative.report(conversation.messages());
        RawRequest.leaveAmid(server, "POST /reporter/p/" + talkative.projectToken() + "/messages/filter?size=1000");
        Awaitility.await()
                .untilAsserted(() -> assertThat(samples(metrics(server), "parley_http_request_duration_seconds_count"))
                        .contains("{operation=\"getMessageDataByFilter\",status=\"gone\"} 1"));
        assertThat(metrics(server)).doesNotContain("status=\"5xx\"");
    }

    @Test
    void whatIsReportedIsCountedAsFreshRepeatedOrNotUnderstood() {
        Account reporting = server.newAccount();
        List<?> messages = new Conversation("telegram", "anna", "s")
                .says("one")
                .says("two")
                .messages();
        String before = metrics(server);
        reporting.report(messages);
        reporting.report(messages);
        server.post("/api/v1/ingest/messages")
                .bearer(reporting.ingestToken())
                .json(List.of("not an object"))
                .send()
                .ok();
        String metrics = metrics(server);
        Map.of(
                        "parley_ingest_batches_total", 2.0,
                        "parley_ingest_records_total{outcome=\"fresh\"}", 2.0,
                        "parley_ingest_records_total{outcome=\"repeated\"}", 2.0,
                        "parley_ingest_quarantined_records_total", 1.0,
                        "parley_ingest_commit_duration_seconds_count", 2.0)
                .forEach((sample, more) -> assertThat(number(metrics, sample) - number(before, sample))
                        .as(sample)
                        .isEqualTo(more));
        assertThat(samples(metrics, "parley_ingest_records_total")).hasSize(2);
        assertThat(samples(metrics, "parley_ingest_queue")).containsExactly("0.0");
        assertThat(samples(metrics, "parley_ingest_lag_seconds")).containsExactly("0.0");
        assertThat(samples(metrics, "parley_tasks"))
                .containsExactly("{state=\"running\"} 0.0", "{state=\"waiting\"} 0.0");
        assertThat(samples(metrics, "parley_ready")).containsExactly("1.0");
    }

    @Test
    void aStoreThatIsAwayTakesOnlyItsOwnMetricsAway() {
        try (StoppablePostgres database = new StoppablePostgres();
                ParleyServer deserted = ParleyServer.node(database.address(), WITH_METRICS)) {
            assertThat(samples(metrics(deserted), "parley_tasks")).hasSize(2);
            database.stop();
            String metrics = metrics(deserted);
            assertThat(samples(metrics, "parley_ready")).containsExactly("0.0");
            assertThat(samples(metrics, "parley_tasks")).isEmpty();
            assertThat(samples(metrics, "parley_store_bytes")).isEmpty();
            assertThat(metrics).contains("jvm_threads_current ");
        }
    }

    /** On the API's port the path belongs to the page: the catalogue of metrics for analysts. */
    @Test
    void thePortOfTheApiHasNoMetrics() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/metrics"))
                    .header("Authorization", "Bearer " + account.unified())
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).body()).doesNotContain("parley_", "jvm_");
        }
    }

    @Test
    void aPortThatSomebodyHasIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> ParleyServer.start(
                                    ServerEngine.EMBEDDED, "--parley.metrics-port=" + taken.getLocalPort())
                            .close())
                    .rootCause()
                    .hasMessageStartingWith(
                            "the metrics cannot be given out at localhost:" + taken.getLocalPort() + " (")
                    .hasMessageEndingWith("); name another port with --metrics-port, or host with --metrics-host");
        }
    }

    private static String metrics(ParleyServer of) {
        try (var text = URI.create(
                        "http://localhost:" + of.part(MetricsServer.class).port() + "/metrics")
                .toURL()
                .openStream()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the last value of a sample; 0 before it is counted for the first time. */
    private static double number(String metrics, String sample) {
        return metrics.lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
                .sum();
    }

    /** Returns the samples of a metric, without its name. */
    private static List<String> samples(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .map(line -> line.substring(name.length()).strip())
                .toList();
    }
}
