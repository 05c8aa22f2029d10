// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.error.ErrorCode;
import io.parley.server.ProductVersion;
import io.parley.server.fixture.Json;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Combination of the hand-written document and the rules. */
class ApiDocumentBuilderTest {
    private static final ObjectNode WRITTEN = ApiDocumentBuilder.written();
    private static final ObjectNode COMPLETED = ApiDocumentBuilder.read();

    @Test
    void whatIsWrittenIsADocumentByItself() {
        assertThat(new OpenAPIV3Parser().readContents(Json.text(WRITTEN)).getMessages())
                .isEmpty();
    }

    @Test
    void theVersionIsTheProducts() {
        assertThat(COMPLETED.at("/info/version").asString())
                .isEqualTo(ProductVersion.text())
                .isNotEqualTo(WRITTEN.at("/info/version").asString());
    }

    @Test
    void nothingIsWrittenThatFollowsByRule() {
        assertThat(Operation.of(WRITTEN))
                .allSatisfy(call -> assertThat(call.node().path("responses").propertyNames())
                        .as(call.toString())
                        .doesNotContainAnyElementsOf(
                                ErrorResponseRule.byRule(call).keySet()));
        assertThat(Operation.of(WRITTEN)).noneMatch(call -> call.path().contains("/reporter/p/"));
    }

    @Test
    void anExceptionIsOneToARule() {
        assertThat(Operation.of(WRITTEN.deepCopy())).allSatisfy(call -> {
            Set<String> never =
                    strings(call.node().path(ErrorResponseRule.NEVER)).collect(Collectors.toSet());
            call.node().remove(ErrorResponseRule.NEVER);
            assertThat(ErrorResponseRule.byRule(call).keySet())
                    .as(call.toString())
                    .containsAll(never);
        });
        assertThat(Json.text(COMPLETED)).doesNotContain(ErrorResponseRule.NEVER);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            post,   /api/v1/reporter/sessions/filter,                      200 400 401 403 404 413 415 429 500 503
            get,    /api/v1/reporter/messages/by-session,                  200 400 401 403 404 429 500 503
            get,    /api/v1/reporter/reports,                              200 400 401 403 429 500 503
            delete, /api/v1/reporter/reports,                              200 401 403 429 500 503
            get,    /api/v1/reporter/reports/tasks/{reportGenerationTaskId}/file, 200 206 401 403 404 409 416 429 500 503
            post,   /restapi/external-bot/{token}/processLogs,             200 400 401 403 409 413 415 429 500 503
            get,    /restapi/external-bot/{token}/channels,                200 401 403 429 500 503
            post,   /api/v1/session,                                       200 400 401 413 415 429 500 503
            get,    /api/v1/session,                                       200 401 429 500 503
            get,    /health/live,                                          200 503
            post,   /reporter/p/{token}/sessions/filter,                   200 400 401 403 404 413 415 429 500 503
            post,   /api/reporter/p/{token}/messages/by-session,           200 400 401 403 404 413 415 429 500 503
            """)
    void refusalsFollowByRule(String method, String path, String statuses) {
        assertThat(call(method, path).path("responses").propertyNames()).containsExactly(statuses.split(" "));
    }

    @Test
    void theLegacyEditionFollowsFromV1() {
        JsonNode v1 = call("post", "/api/v1/async/reporter/reports/messages");
        JsonNode legacy = call("post", "/api/reporter/p/{token}/reports/messages");
        assertThat(legacy.path("operationId").asString()).isEqualTo("apiLegacyCreateMessageReport");
        assertThat(strings(legacy.path("tags"))).containsExactly("Legacy");
        assertThat(legacy.path("security")).isEmpty();
        assertThat(legacy.has("security")).isTrue();
        assertThat(references(legacy.path("parameters"))).startsWith("ProjectToken", "Language", "Timezone");
        assertThat(references(legacy.path("responses"))).startsWith("TaskId");
        assertThat(references(v1.path("responses"))).startsWith("AsyncTask");
        assertThat(legacy.path("requestBody")).isEqualTo(v1.path("requestBody"));
    }

    @Test
    void headersThatTheQueryMayHaveInsteadAreDescribedThereToo() {
        JsonNode parameters =
                call("post", "/api/v1/async/reporter/reports/messages").path("parameters");
        assertThat(parameters
                        .valueStream()
                        .filter(parameter -> parameter.path("in").asString("").equals("query"))
                        .map(parameter -> parameter.path("name").asString()))
                .containsExactly("language", "timezone");
        assertThat(call("get", "/health/live").has("parameters")).isFalse();
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        List<String> ids = Operation.of(COMPLETED).stream()
                .map(call -> call.node().path("operationId").asString())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void theDescriptionListsEveryErrorWithItsStatusAndMeaning() {
        String description = COMPLETED.path("info").path("description").asString();
        assertThat(description).contains("| `reporter.not_found.session` | 404 | no such session |\n");
        assertThat(Arrays.stream(ErrorCode.values()))
                .allSatisfy(problem -> assertThat(description).contains("| `" + problem.code() + "` |"));
        assertThat(description).doesNotContain("{{");
    }

    @Test
    void aMarkerThatNobodyKnowsIsAMistake() {
        assertThatThrownBy(() -> ApiDocumentBuilder.completed(WRITTEN, Map.of("filters", "")))
                .hasMessage("nothing is known to stand for {{errors}}");
    }

    @Test
    void completingLeavesWhatIsWrittenAlone() {
        ObjectNode before = WRITTEN.deepCopy();
        ApiDocumentBuilder.completed(WRITTEN, Map.of("errors", "", "filters", ""));
        assertThat(WRITTEN).isEqualTo(before);
    }

    private static JsonNode call(String method, String path) {
        return COMPLETED.path("paths").path(path).path(method);
    }

    private static List<String> references(JsonNode parent) {
        return parent.valueStream()
                .map(child -> child.path("$ref").asString().replaceFirst(".*/", ""))
                .toList();
    }

    private static Stream<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString);
    }
}
