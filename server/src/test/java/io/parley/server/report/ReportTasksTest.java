// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Life cycle of a report: started, polled, downloaded, deleted. */
@OnPostgresToo
class ReportTasksTest {
    private static final String FILE_OF = "/reporter/reports/tasks/";
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
        account.report(new Conversation("telegram", "anna", "s")
                .says("=1+1")
                .says("+7 999")
                .messages());
    }

    @Test
    void theV1EditionAnswersWithTheTaskAndTellsOfItInHeaders() {
        HttpAnswer answer =
                account.v1("POST", "/async/reporter/reports/messages").send().ok();
        String id = answer.json().path("requestId").asString();
        assertThat(answer.json().propertyNames()).containsExactly("requestId", "requestTime");
        assertThat(answer.header("Z-Request-id")).isEqualTo(id);
        assertThat(answer.header("Z-Request-time"))
                .isEqualTo(answer.json().path("requestTime").asString());

        JsonNode task = account.finished(id);
        assertThat(task.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(task.path("accountId").asLong()).isEqualTo(account.id());
        assertThat(task.path("creationTime").asString())
                .isEqualTo(answer.json().path("requestTime").asString());
        assertThat(task.path("reportType").asString()).isEqualTo("MESSAGES");
        assertThat(task.path("report").asString()).isEqualTo("messages");
        assertThat(task.has("projectShortName")).as("the whole account").isFalse();
        assertThat(task.path("settings"))
                .isEqualTo(
                        Json.object(
                                "{'fileType':'XLSX','withHeader':true,'delimiter':',','dateTimeFormat':'yyyy-MM-dd HH:mm:ss.SSS','bom':false,'rawText':false}"));
        assertThat(task.path("writeCount").asLong()).isEqualTo(2);
        assertThat(task.path("fileName").asString()).matches("messages_all_\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d\\.xlsx");

        assertThat(task.path("fileUrl").asString()).isEqualTo(SERVER.url() + "/api/v1" + FILE_OF + id + "/file");
        ReportReader.fileCall(SERVER, task).send().isRefused(401, ErrorCode.TOKEN_MISSING);
        assertThat(ReportReader.xlsx(ReportReader.fileCall(SERVER, task)
                        .bearer(account.unified())
                        .send()
                        .ok()))
                .hasSize(3);
    }

    @Test
    void theLegacyEditionAnswersWithTheIdAloneAndItsFileUrlWorksAsItIs() {
        for (String edition : List.of("/reporter/p/", "/api/reporter/p/")) {
            String base = edition + account.projectToken();
            JsonNode started = SERVER.post(base + "/reports/messages")
                    .json("{}")
                    .send()
                    .ok()
                    .json();
            assertThat(started.propertyNames()).containsExactly("taskId");
            String id = started.path("taskId").asString();
            account.finished(id);
            JsonNode task =
                    SERVER.get(base + "/reports/tasks/" + id).send().ok().json();
            assertThat(task.path("fileUrl").asString())
                    .isEqualTo(SERVER.url() + base + "/reports/tasks/" + id + "/file");
            assertThat(task.path("projectShortName").asString())
                    .isEqualTo(account.one().shortName());
            assertThat(ReportReader.xlsx(ReportReader.file(SERVER, task))).hasSize(3);
        }
    }

    @Test
    void aReportIsWrittenAnewAsItWasAskedFor() {
        String filter = "{'key':'MESSAGE_TEXT','type':'TEXT','values':['7']}";
        String former = account.v1("POST", "/async/reporter/reports/messages")
                .query("projectShortName", account.one().shortName())
                .json(Json.object("{'filters':[" + filter + "],'settings':{'fileType':'CSV'}}"))
                .send()
                .ok()
                .json()
                .path("requestId")
                .asString();
        account.finished(former);
        JsonNode again =
                account.v1("POST", FILE_OF + former + "/retry").send().ok().json();
        assertThat(again.path("taskId").asString()).isNotEqualTo(former);
        JsonNode task = account.finished(again.path("taskId").asString());
        assertThat(task.path("writeCount").asLong()).isEqualTo(1);
        assertThat(task.path("filters").path(0)).isEqualTo(Json.object(filter));
        assertThat(task.path("settings").path("fileType").asString()).isEqualTo("CSV");
        assertThat(task.path("projectShortName").asString())
                .isEqualTo(account.one().shortName());
        assertThat(account.v1("GET", "/reporter/reports").send().ok().json().path("tasks"))
                .hasSize(2);
        account.v1("POST", FILE_OF + "none/retry")
                .send()
                .isRefused(
                        404, ErrorCode.TASK, "reportGenerationTaskId", "none", "the id of a task that is not deleted");
        SERVER.newAccount().v1("POST", FILE_OF + former + "/retry").send().isRefused(404, ErrorCode.TASK);
    }

    @Test
    void textsOfCsvThatASpreadsheetWouldRunAreMadeHarmlessUnlessAskedForRaw() {
        assertThat(texts("{'settings':{'fileType':'XLSX'}}")).containsExactly("+7 999", "=1+1");
        assertThat(texts("{'settings':{'fileType':'XLSX','rawText':true}}")).containsExactly("+7 999", "=1+1");
        assertThat(texts("{'settings':{'fileType':'CSV'}}")).containsExactly("+7 999", "'=1+1");
        assertThat(texts("{'settings':{'fileType':'CSV','rawText':true}}")).containsExactly("+7 999", "=1+1");
    }

    private List<Object> texts(String body) {
        JsonNode task = ReportReader.finished(
                account, account.legacy("POST", "/reports/messages").json(body.replace('\'', '"')));
        HttpAnswer file = ReportReader.file(SERVER, task);
        List<? extends List<?>> rows = body.contains("CSV") ? ReportReader.csv(file, ',') : ReportReader.xlsx(file);
        return rows.stream().skip(1).<Object>map(row -> row.get(10)).toList();
    }

    @Test
    void aPartOfTheFileCanBeFetchedAlone() {
        JsonNode task = finished();
        byte[] whole = ReportReader.file(SERVER, task).bytes();
        HttpAnswer part = ReportReader.fileCall(SERVER, task)
                .header("Range", "bytes=10-19")
                .send();
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + whole.length);
        HttpAnswer rest = ReportReader.fileCall(SERVER, task)
                .header("Range", "bytes=" + (whole.length - 5) + "-")
                .send();
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
        assertThat(ReportReader.fileCall(SERVER, task)
                        .header("Range", "bytes=99999999-")
                        .send()
                        .status())
                .isEqualTo(416);
    }

    @Test
    void beforeATaskIsCompleteThereIsNoFile() {
        String id = begunElsewhere().id();
        account.v1("GET", FILE_OF + id + "/file")
                .send()
                .isRefused(409, ErrorCode.NOT_FINISHED, "status", "STARTED", "COMPLETED, before there is a file");
        JsonNode task =
                account.v1("GET", "/reporter/reports/tasks/" + id).send().ok().json();
        assertThat(task.path("status").asString()).isEqualTo("STARTED");
        assertThat(task.has("fileUrl")).isFalse();
        account.v1("DELETE", "/reporter/reports/tasks/" + id).send().ok();
    }

    @Test
    void aTaskThatCannotBeDoneFailsAndSaysWhy() {
        String id = UUID.randomUUID().toString();
        SERVER.store()
                .tasks()
                .add(id, account.id(), null, "MESSAGES", request("{\"filters\":[{\"key\":\"GONE\"}]}"), "a.xlsx");
        JsonNode task = account.finished(id);
        assertThat(task.path("status").asString()).isEqualTo("FAILED");
        assertThat(task.path("error").asString()).startsWith("filters[0].key: got «GONE», expected one of ");
        account.v1("GET", FILE_OF + id + "/file")
                .send()
                .isRefused(409, ErrorCode.TASK_FAILED, task.path("error").asString());
    }

    @Test
    void aDeletedTaskIsGoneWithItsFile() {
        String id = finished().path("taskId").asString();
        assertThat(SERVER.data().resolve("reports").resolve(id)).exists();
        assertThat(account.legacy("DELETE", "/reports/tasks/" + id).send().ok().bytes())
                .isEmpty();
        assertThat(SERVER.data().resolve("reports").resolve(id)).doesNotExist();
        for (String method : List.of("GET", "DELETE")) {
            account.legacy(method, "/reports/tasks/" + id)
                    .send()
                    .isRefused(
                            404, ErrorCode.TASK, "reportGenerationTaskId", id, "the id of a task that is not deleted");
        }
        account.v1("GET", FILE_OF + id + "/file").send().isRefused(404, ErrorCode.TASK);
        assertThat(account.v1("GET", "/reporter/reports")
                        .send()
                        .ok()
                        .json()
                        .path("tasks")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theListOfTasksHasPages() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(finished().path("taskId").asString());
        }
        HttpAnswer all = account.v1("GET", "/reporter/reports").extras().send().ok();
        assertThat(all.each("tasks", "taskId")).containsExactlyElementsOf(ids);
        assertThat(all.json().path("paging")).isEqualTo(Json.object("{'pageNum':0,'pageSize':1000,'totalCount':3}"));
        HttpAnswer second = account.legacy("GET", "/reports")
                .query("page", 1)
                .query("size", 2)
                .extras()
                .send()
                .ok();
        assertThat(second.each("tasks", "taskId")).containsExactly(ids.getLast());
        assertThat(second.json().path("paging")).isEqualTo(Json.object("{'pageNum':1,'pageSize':2,'totalCount':3}"));
        account.v1("GET", "/reporter/reports")
                .query("size", 0)
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE, "size", "0", "a page size from 1 to 1000");
    }

    @Test
    void deletingTheCompletedOnesLeavesTheOthers() {
        finished();
        finished();
        String running = begunElsewhere().id();
        assertThat(account.v1("GET", "/reporter/reports").send().ok().json().path("tasks"))
                .hasSize(3);
        account.v1("DELETE", "/reporter/reports").send().ok();
        assertThat(account.v1("GET", "/reporter/reports").send().ok().each("tasks", "taskId"))
                .containsExactly(running);
        account.v1("DELETE", "/reporter/reports/tasks/" + running).send().ok();
    }

    @Test
    void deletingAllTakesThoseThatRunToo() {
        String complete = finished().path("taskId").asString();
        begunElsewhere();
        account.v1("DELETE", "/reporter/reports/all").send().ok();
        assertThat(account.v1("GET", "/reporter/reports")
                        .send()
                        .ok()
                        .json()
                        .path("tasks")
                        .isEmpty())
                .isTrue();
        assertThat(SERVER.data().resolve("reports").resolve(complete)).doesNotExist();
    }

    @Test
    void aFileThatIsNoLongerThereIsSaidToBeGone() throws IOException {
        JsonNode task = finished();
        String id = task.path("taskId").asString();
        Files.delete(SERVER.data().resolve("reports").resolve(id));
        // A store that nodes share has a copy of the file.
        SERVER.store().sharedTaskFiles().ifPresent(files -> files.delete(id));
        ReportReader.fileCall(SERVER, task)
                .send()
                .isRefused(404, ErrorCode.FILE, "the file of this report is no longer there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'fileType':'DOC'}             | settings.fileType       | DOC    | one of XLSX, CSV, JSONL, PARQUET",
                "{'delimiter':';;'}             | settings.delimiter      | ;;     | one character that is no quote and no line break",
                "{'delimiter':''}               | settings.delimiter      | ``     | one character that is no quote and no line break",
                "{'dateTimeFormat':'nonsense'}  | settings.dateTimeFormat | nonsense | a pattern such as yyyy-MM-dd HH:mm:ss.SSS",
                "{'dateTimeFormat':'yyyy-{'}    | settings.dateTimeFormat | yyyy-{ | a pattern such as yyyy-MM-dd HH:mm:ss.SSS",
                "{'dateTimeFormat':''}          | settings.dateTimeFormat | ``     | a pattern such as yyyy-MM-dd HH:mm:ss.SSS",
            })
    void settingsThatCannotBeFollowedAreRefusedAtOnce(String settings, String field, String got, String expected) {
        account.legacy("POST", "/reports/messages")
                .json("{\"settings\":" + settings.replace('\'', '"') + "}")
                .send()
                .isRefused(400, ErrorCode.INVALID_VALUE, field, got, expected);
        assertThat(account.v1("GET", "/reporter/reports")
                        .send()
                        .ok()
                        .json()
                        .path("tasks")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void otherThingsThatCannotBeFollowedAreRefusedToo() {
        account.legacy("POST", "/reports/messages")
                .json("{\"settings\":7}")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "settings", "7", "a JSON object");
        account.legacy("POST", "/reports/messages")
                .json("{\"settings\":{\"withHeader\":\"perhaps\"}}")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "settings.withHeader", "\"perhaps\"", "true or false");
        account.legacy("POST", "/reports/messages")
                .header("Timezone", "1081")
                .send()
                .isRefused(
                        400,
                        ErrorCode.OUT_OF_RANGE,
                        "Timezone",
                        "1081",
                        "minutes east of UTC, from -1080 to 1080, or hours from -18 to 18");
        account.legacy("POST", "/reports/messages")
                .header("Timezone", "Mars/Olympus")
                .send()
                .isRefused(
                        400,
                        ErrorCode.INVALID_VALUE,
                        "Timezone",
                        "Mars/Olympus",
                        "minutes east of UTC, or a zone's name such as Europe/Berlin");
        account.legacy("POST", "/reports/messages")
                .header("Timezone", "9223372036854775807")
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE);
        account.legacy("POST", "/reports/messages")
                .header("Timezone", "-9223372036854775808")
                .send()
                .isRefused(400, ErrorCode.OUT_OF_RANGE);
    }

    private JsonNode finished() {
        return ReportReader.finished(account, account.legacy("POST", "/reports/messages"));
    }

    /**
     * Returns a task that another server has started, so that ours leaves it alone. If our server was faster, creates
     * another one.
     */
    private Task begunElsewhere() {
        while (true) {
            String id = UUID.randomUUID().toString();
            SERVER.store().tasks().add(id, account.id(), account.one().id(), "MESSAGES", request("{}"), "a.xlsx");
            var begun = SERVER.store().tasks().claim("elsewhere", ReportTaskHandler.KINDS, List.of());
            if (begun.isPresent() && begun.get().id().equals(id)) {
                return begun.get();
            }
            account.v1("DELETE", "/reporter/reports/tasks/" + id).send().ok();
        }
    }

    private static String request(String body) {
        return "{\"projects\":{},\"body\":" + body + ",\"zone\":\"Z\",\"language\":\"EN\"}";
    }
}
