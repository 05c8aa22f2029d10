// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client of Parley's API with a unified token, which asks for the additions to the contract. */
final class ReporterClient {
    static final JsonMapper JSON = JsonMapper.builder().build();
    /** Largest page. */
    private static final int PAGE = 1000;

    private static final String EVERYTHING = "{\"filters\":[]}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String token;

    ReporterClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    JsonNode get(String path) {
        return JSON.readTree(send(request(path).GET()));
    }

    JsonNode post(String path, String json) {
        return JSON.readTree(send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Parley-Extras", "true")
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode())
                    .as(() -> answer.uri() + " answers " + new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns all messages of the account's projects, or of one, the newest first, by pagination. */
    List<JsonNode> messages(String... projectShortName) {
        return all("messages", projectShortName);
    }

    /** Returns all sessions with their labels, by pagination. */
    List<JsonNode> sessions(String... projectShortName) {
        return all("sessions", projectShortName);
    }

    /** Returns all clients, by pagination. */
    List<JsonNode> clients(String... projectShortName) {
        return all("clients", projectShortName);
    }

    private List<JsonNode> all(String what, String... projectShortName) {
        List<JsonNode> all = new ArrayList<>();
        String project = projectShortName.length == 0 ? "" : "&projectShortName=" + projectShortName[0];
        for (int page = 0; ; page++) {
            JsonNode answer = post(
                    "/api/v1/reporter/" + what + "/filter?size=" + PAGE + "&page=" + page + project
                            + (what.equals("sessions") ? "&needToReturnSessionLabels=true" : ""),
                    EVERYTHING);
            answer.get(what).forEach(all::add);
            if (answer.get(what).size() < PAGE) {
                assertThat(answer.at("/paging/totalCount").longValue()).isEqualTo(all.size());
                return all;
            }
        }
    }

    /** Returns the messages of a session, the oldest first. */
    List<JsonNode> dialog(String sessionId) {
        return List.copyOf(get("/api/v1/reporter/messages/by-session?size=1000&sessionId=" + sessionId)
                .get("messages")
                .asArray()
                .elements());
    }

    /** Compares two long lists; the failure shows only the first difference. */
    static void assertSame(List<JsonNode> actual, List<JsonNode> expected) {
        for (int row = 0; row < Math.min(actual.size(), expected.size()); row++) {
            assertThat(actual.get(row)).as("row " + row).isEqualTo(expected.get(row));
        }
        assertThat(actual.size()).as("rows").isEqualTo(expected.size());
    }

    /** Starts a message report of one project, with texts as they came. @return its task's id */
    String startReport(String projectShortName, String fileType) {
        return post(
                        "/api/v1/async/reporter/reports/messages?projectShortName=" + projectShortName,
                        "{\"filters\":[],\"settings\":{\"fileType\":\"" + fileType
                                + "\",\"withHeader\":true,\"rawText\":true}}")
                .get("requestId")
                .stringValue();
    }

    JsonNode reportTask(String id) {
        return get("/api/v1/reporter/reports/tasks/" + id);
    }

    /** Waits until a report is written. @return its task */
    JsonNode completedReport(String id) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> reportTask(id), task -> {
            assertThat(task.path("status").asString()).isNotIn("FAILED", "STOPPED", "DELETED");
            return task.path("status").asString().equals("COMPLETED");
        });
    }

    /** Downloads the file of a completed report. */
    byte[] reportFile(JsonNode task) {
        return send(request(task.get("fileUrl").stringValue()).GET());
    }
}
