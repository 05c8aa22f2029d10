// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Scheduled reports over HTTP. */
@OnPostgresToo
class SchedulesOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String SCHEDULES = "/reporter/schedules";
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
        account.report(new Conversation("telegram", "anna", "s").says("hi").messages());
    }

    @Test
    void aScheduleIsKeptAsItWasSaid() {
        JsonNode created = create("{'name':'Weekly','report':'sessions','projectShortName':'"
                + account.one().shortName()
                + "','every':'WEEK','at':'07:00','zone':'Europe/Berlin','language':'ru','period':'PREVIOUS_WEEK',"
                + "'filters':[{'key':'BOT_ID','type':'CHECKBOX','options':['x']}],'settings':{'fileType':'CSV'}}");
        assertThat(created.path("cron").asString()).isEqualTo("0 7 * * MON");
        assertThat(created.path("zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(created.path("language").asString()).isEqualTo("ru");
        assertThat(created.path("projectShortName").asString())
                .isEqualTo(account.one().shortName());
        assertThat(created.path("settings")).isEqualTo(Json.object("{'fileType':'CSV'}"));
        assertThat(created.path("filters")).hasSize(1);
        assertThat(Instant.parse(created.path("nextRunTime").asString()))
                .isAfter(Instant.parse(created.path("creationTime").asString()));
        assertThat(created.has("lastTaskId")).isFalse();

        long id = created.path("id").asLong();
        assertThat(account.v1("GET", SCHEDULES + "/" + id).send().ok().json()).isEqualTo(created);
        assertThat(account.v1("GET", SCHEDULES).send().ok().json()).containsExactly(created);
        assertThat(account.legacy("GET", "/schedules").send().ok().json()).containsExactly(created);
        account.v1("DELETE", SCHEDULES + "/" + id).send().ok();
        assertThat(account.v1("GET", SCHEDULES).send().ok().json().isEmpty()).isTrue();
        account.v1("GET", SCHEDULES + "/" + id)
                .send()
                .isRefused(404, ErrorCode.SCHEDULE, "scheduleId", "" + id, "the id of a schedule");
    }

    @Test
    void whenItIsTimeTheReportIsWritten() {
        JsonNode created = create("{'name':'Daily','report':'messages','cron':'@daily','settings':{'fileType':'CSV'}}");
        var kept = SERVER.store()
                .schedules()
                .get(account.id(), null, created.path("id").asLong())
                .orElseThrow();
        // The same schedule as if it had been created two days ago, without a running server since.
        SERVER.store().schedules().delete(kept.id());
        Instant due = kept.nextRunAt().minusSeconds(3 * 24 * 3600);
        var overdue = SERVER.store()
                .schedules()
                .add(account.id(), null, kept.name(), kept.request(), kept.cron(), kept.zone(), due);
        JsonNode after = Awaitility.await("the schedule to run")
                .until(
                        () -> account.v1("GET", SCHEDULES + "/" + overdue.id())
                                .send()
                                .ok()
                                .json(),
                        schedule -> schedule.has("lastTaskId"));
        JsonNode task = account.finished(after.path("lastTaskId").asString());
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("COMPLETED");
        assertThat(task.path("writeCount").asLong()).isEqualTo(1);
        assertThat(Instant.parse(after.path("nextRunTime").asString())).isEqualTo(kept.nextRunAt());
        assertThat(account.v1("GET", "/reporter/reports").send().ok().json().path("tasks"))
                .as("three missed days are made up for by one run")
                .hasSize(1);
    }

    @Test
    void aScheduleThatFailsStaysSaysWhyAndKeepsNoOther() {
        Instant due = Instant.parse("2026-11-24T00:00:00Z");
        var schedules = SERVER.store().schedules();
        String good = "{\"report\":\"messages\",\"settings\":{\"fileType\":\"CSV\"}}";
        String refused = "{\"report\":\"messages\",\"filters\":[{\"key\":\"GONE\",\"type\":\"TEXT\"}]}";
        long noJson = schedules
                .add(account.id(), null, "x", "{", "@daily", "UTC", due)
                .id();
        long noZone = schedules
                .add(account.id(), null, "x", good, "@daily", "Nowhere/Land", due)
                .id();
        long noFilter = schedules
                .add(account.id(), null, "x", refused, "@daily", "UTC", due)
                .id();
        long sound = schedules
                .add(account.id(), null, "x", good, "@daily", "UTC", due)
                .id();
        Awaitility.await("the sound one to run")
                .until(() -> account.v1("GET", SCHEDULES + "/" + sound)
                        .send()
                        .ok()
                        .json()
                        .has("lastTaskId"));
        // One that cannot be understood hides no other.
        assertThat(account.v1("GET", SCHEDULES).send().ok().json()).hasSize(4);
        JsonNode broken =
                account.v1("GET", SCHEDULES + "/" + noJson).send().ok().json();
        assertThat(broken.has("report")).isFalse();
        assertThat(broken.path("lastError").asString())
                .isEqualTo(
                        "what the schedule is to have written can no longer be understood; delete it, and make another");
        JsonNode failed =
                account.v1("GET", SCHEDULES + "/" + noFilter).send().ok().json();
        assertThat(failed.path("lastError").asString()).startsWith("filters[0].key: got «GONE», expected one of ");
        assertThat(Instant.parse(failed.path("nextRunTime").asString())).isAfter(Instant.now());
        JsonNode zoneless =
                account.v1("GET", SCHEDULES + "/" + noZone).send().ok().json();
        assertThat(zoneless.path("lastError").asString())
                .isEqualTo("the report could not be started; the server's log says why");
        assertThat(Instant.parse(zoneless.path("nextRunTime").asString())).isAfter(Instant.now());
        var unreadable = schedules.get(account.id(), null, noJson).orElseThrow();
        assertThat(unreadable.failure()).isEqualTo("the report could not be started; the server's log says why");
        schedules.delete(noJson);
        assertThat(account.v1("GET", SCHEDULES + "/" + sound).send().ok().json().has("lastError"))
                .isFalse();
    }

    @Test
    void aScheduleWhoseReportFindsTheQueueFullIsTriedAgainWhenItIsDueNext() {
        var store = SERVER.store();
        for (int i = 0; i < 100; i++) {
            store.tasks().add(UUID.randomUUID().toString(), account.id(), null, "NONE", "{}", "a.xlsx");
        }
        long id = store.schedules()
                .add(
                        account.id(),
                        null,
                        "x",
                        "{\"report\":\"messages\"}",
                        "@daily",
                        "UTC",
                        Instant.parse("2026-11-24T00:00:00Z"))
                .id();
        JsonNode after = Awaitility.await("the schedule to fail")
                .until(
                        () -> account.v1("GET", SCHEDULES + "/" + id)
                                .send()
                                .ok()
                                .json(),
                        schedule -> schedule.has("lastError"));
        assertThat(after.path("lastError").asString())
                .isEqualTo("100 reports of the account are not written yet; wait for one of them, or delete it");
        assertThat(after.has("lastTaskId")).isFalse();
    }

    @Test
    void thePeriodLeavesWhatHappenedInIt() {
        Instant today = Instant.parse("2026-11-24T00:00:00Z");
        account.report(new Conversation("bot", "telegram", "boris", "late", today.minusSeconds(60))
                .says("yesterday")
                .messages());
        JsonNode created = create(
                "{'name':'Daily','report':'messages','cron':'@daily','period':'PREVIOUS_DAY','settings':{'fileType':'CSV'}}");
        var kept = SERVER.store()
                .schedules()
                .get(account.id(), null, created.path("id").asLong())
                .orElseThrow();
        var overdue = SERVER.store()
                .schedules()
                .add(account.id(), null, kept.name(), kept.request(), kept.cron(), kept.zone(), today);
        JsonNode after = Awaitility.await("the schedule to run")
                .until(
                        () -> account.v1("GET", SCHEDULES + "/" + overdue.id())
                                .send()
                                .ok()
                                .json(),
                        schedule -> schedule.has("lastTaskId"));
        assertThat(account.finished(after.path("lastTaskId").asString())
                        .path("writeCount")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void nobodySeesTheSchedulesOfOthers() {
        long id = create("{'name':'Daily','report':'messages','cron':'@daily'}")
                .path("id")
                .asLong();
        Account others = SERVER.newAccount();
        assertThat(others.v1("GET", SCHEDULES).send().ok().json().isEmpty()).isTrue();
        others.v1("DELETE", SCHEDULES + "/" + id).send().isRefused(404, ErrorCode.SCHEDULE);
        assertThat(account.legacy("GET", "/schedules").send().ok().json().isEmpty())
                .as("it is about all projects")
                .isTrue();
        account.v1("GET", SCHEDULES + "/" + id).send().ok();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'report':'messages','cron':'@daily'}                            | MISSING_FIELD | name: got nothing, expected what the schedule is called",
                "{'name':'x','cron':'@daily'}                                     | MISSING_FIELD | report: got nothing, expected one of sessions, messages, clients, telephony, client-list, state-routes",
                "{'name':'x','report':'daily','cron':'@daily'}                    | INVALID_VALUE | report: got «daily», expected one of sessions, messages, clients, telephony, client-list, state-routes",
                "{'name':'x','report':'messages'}                                 | MISSING_FIELD | every: got nothing, expected DAY, WEEK or MONTH; or the member cron",
                "{'name':'x','report':'messages','cron':'@daily','period':'WEEK'} | INVALID_VALUE | period: got «WEEK», expected one of PREVIOUS_DAY, PREVIOUS_WEEK, PREVIOUS_MONTH",
                "{'name':'x','report':'messages','cron':'@daily','settings':{'fileType':'DOC'}} | INVALID_VALUE | settings.fileType: got «DOC», expected one of XLSX, CSV, JSONL, PARQUET",
                "{'name':'x','report':'messages','cron':'@daily','filters':[{'key':'NO','type':'TEXT'}]} | UNKNOWN_FILTER_KEY |",
                "{'name':'x','report':'messages','cron':'@daily','projectShortName':'none'} | PROJECT |",
            })
    void whatCouldNotBeWrittenThenIsRefusedNow(String body, ErrorCode problem, String words) {
        var answer = account.v1("POST", SCHEDULES).json(body.replace('\'', '"')).send();
        answer.isRefused(problem == ErrorCode.PROJECT ? 404 : 400, problem);
        if (words != null) {
            assertThat(answer.json().path("message").asString()).isEqualTo(words);
        }
        assertThat(account.v1("GET", SCHEDULES).send().ok().json().isEmpty()).isTrue();
    }

    private JsonNode create(String body) {
        return account.v1("POST", SCHEDULES)
                .json(body.replace('\'', '"'))
                .send()
                .ok()
                .json();
    }
}
