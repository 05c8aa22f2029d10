// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The server behaves alike in every locale: Arabic ones format numbers with other digits, Turkish has another lower case of I. */
class LocaleTest {
    @RegisterExtension
    static final ParleyServers PARLEYS = new ParleyServers();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ar,EG", "tr,TR"})
    void aServerOfAnyLocaleTakesMessagesAndWritesReportsAlike(String language, String country) {
        PackagedParley server = PARLEYS.serveWith(
                List.of("-Duser.language=" + language, "-Duser.country=" + country), folder.resolve(language));
        Credentials.ProjectAccess project = server.credentials().projects().getFirst();
        JsonNode outcome = new ReporterClient(server.url(), project.ingestToken()).post("/api/v1/ingest/messages", """
                        [{"questionId":"q-1","botId":"b","channelType":"TELEGRAM","sessionId":"s","client":{"id":"c"},
                          "timestamp":"2026-11-20T10:00:00Z","question":"INSIDE","processingTime":1234567},
                         {"questionId":"q-2","botId":"b","channelType":"telegram","sessionId":"s","client":{"id":"c"},
                          "timestamp":"2026-11-20T10:01:28Z","question":"bye"}]""");
        assertThat(outcome.path("accepted").asInt()).isEqualTo(2);
        JsonNode found = server.reporter()
                .post(
                        "/api/v1/reporter/messages/filter",
                        "{'filters':[{'key':'MESSAGE_TEXT','type':'TEXT','comparisonType':'CONTAINS','values':['inside']}]}"
                                .replace('\'', '"'));
        assertThat(found.at("/paging/totalCount").asInt()).isEqualTo(1);
        JsonNode task = server.reporter().completedReport(server.reporter().startReport(project.shortName(), "CSV"));
        assertThat(new String(server.reporter().reportFile(task), StandardCharsets.UTF_8))
                .contains("INSIDE", "bye")
                .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }
}
