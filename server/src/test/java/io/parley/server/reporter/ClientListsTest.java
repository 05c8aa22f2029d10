// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnPostgresToo
class ClientListsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        account.report(new Conversation("telegram", "anna", "s1")
                .says("hi")
                .with(message -> message.setAll(Json.object(
                        "{'client':{'id':'anna','firstName':'Anna','lastName':'Probe','username':'anna_p'}}")))
                .messages());
        account.report(conversation("anna", "s3", 3).says("balance").messages());
        account.report(conversation("boris", "s2", 2).says("hi").messages());
        account.report(conversation("clara", "s4", 1).happens("hangup").messages());
        account.report(
                account.two(),
                new Conversation("viber", "dora", "s5").says("hi").messages());
    }

    private static Conversation conversation(String client, String session, int day) {
        return new Conversation(
                "bot-telegram", "telegram", client, session, Conversation.START.plus(Duration.ofDays(day)));
    }

    @Test
    void whoWasHereLastComesFirst() {
        assertThat(account.legacy("POST", "/clients/filter").send().ok().each("clients", "id"))
                .containsExactly("anna", "boris", "clara");
        assertThat(account.v1("POST", "/reporter/clients/filter").send().ok().each("clients", "id"))
                .containsExactly("anna", "boris", "clara", "dora");
    }

    @Test
    void aClientComesWithAllThatIsKnown() {
        assertThat(account.legacy("POST", "/clients/filter")
                        .send()
                        .ok()
                        .json()
                        .path("clients")
                        .get(0))
                .isEqualTo(Json.object("""
                        {'id':'anna','firstName':'Anna','lastName':'Probe','username':'anna_p','accountId':%d,'projectShortName':'%s',
                         'channelType':'telegram','botId':'bot-telegram','lastSessionId':'s3','joinDate':'2026-03-01T10:00:00.000Z',
                         'lastVisitDate':'2026-03-04T10:00:00.000Z','isBlocked':false}
                        """.formatted(account.id(), account.one().shortName())));
    }

    @Test
    void aClientIsWantedForASessionThatIs() {
        assertThat(filtered("{'key':'MESSAGE_TEXT','type':'TEXT','values':['hi']}"))
                .containsExactly("anna", "boris");
        assertThat(filtered(
                        "{'key':'MESSAGE_TEXT','type':'TEXT','values':['hi']}",
                        "{'key':'SESSION_ID','type':'CHECKBOX','options':['s3']}"))
                .isEmpty();
        assertThat(filtered("{'key':'WITHOUT_EMPTY_SESSIONS','type':'RADIO','option':'YES'}"))
                .containsExactly("anna", "boris");
        assertThat(filtered("{'key':'CLIENT_JOIN_TIME','type':'DATE_TIME_RANGE','from':'2026-03-02T00:00:00Z'}"))
                .containsExactly("boris", "clara");
        // One session of the client has no such message.
        assertThat(filtered("{'key':'MESSAGE_TEXT','type':'TEXT','values':['hi'],'comparisonType':'NOT_CONTAINS'}"))
                .containsExactly("anna", "clara");
    }

    @Test
    void aBotsClientsComeInTheOrderInWhichTheyCame() {
        HttpCall all = allForBot("bot-telegram", "2026-03-31T00:00:00Z");
        assertThat(all.send().ok().each("clients", "id")).containsExactly("anna", "clara", "boris");
        assertThat(allForBot("bot-telegram", "2026-03-02T10:00:00Z").send().ok().each("clients", "id"))
                .containsExactly("anna", "clara");
        assertThat(allForBot("bot-telegram", "2026-03-31T00:00:00Z")
                        .query("size", 2)
                        .query("page", 1)
                        .send()
                        .ok()
                        .each("clients", "id"))
                .containsExactly("boris");
        assertThat(allForBot("bot-none", "2026-03-31T00:00:00Z").send().ok().totalCount())
                .isZero();
        assertThat(account.v1("POST", "/reporter/clients/all-for-bot")
                        .query("projectShortName", account.two().shortName())
                        .query("botId", "bot-viber")
                        .query("dateTo", "2026-03-31T00:00:00Z")
                        .send()
                        .ok()
                        .each("clients", "id"))
                .containsExactly("dora");
    }

    @Test
    void aBotsClientsHaveAFilterSetThatAsksForTheSame() {
        String id = allForBot("bot-telegram", "2026-03-02T10:00:00Z")
                .send()
                .ok()
                .json()
                .path("filterSetId")
                .asString();
        var filters = account.legacy("GET", "/user-filter-sets/" + id)
                .send()
                .ok()
                .json()
                .path("filters");
        assertThat(account.legacy("POST", "/clients/filter")
                        .json(Json.object("{}").set("filters", filters))
                        .send()
                        .ok()
                        .each("clients", "id"))
                .containsExactly("anna", "clara");
    }

    @Test
    void withoutWhatItNeedsTheCallIsRefused() {
        account.legacy("POST", "/clients/all-for-bot")
                .query("dateTo", "2026-03-31T00:00:00Z")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "botId", null, "the id of a channel");
        account.legacy("POST", "/clients/all-for-bot")
                .query("botId", "bot-telegram")
                .send()
                .isRefused(
                        400, ErrorCode.MISSING_FIELD, "dateTo", null, "a date-time, such as 2021-02-14T21:00:00.234Z");
        account.v1("POST", "/reporter/clients/all-for-bot")
                .query("botId", "b")
                .query("dateTo", "2026-03-31T00:00:00Z")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD);
    }

    @Test
    void sessionsAreCountedForEveryProjectInReach() {
        assertThat(account.v1("GET", "/reporter/projects/sessions/count")
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.read(
                        "[{\"projectShortName\":\"%s\",\"amount\":4},{\"projectShortName\":\"%s\",\"amount\":1}]"
                                .formatted(
                                        account.one().shortName(), account.two().shortName())));
        assertThat(account.legacy("GET", "/projects/sessions/count").send().ok().json())
                .hasSize(1);
        assertThat(SERVER.newAccount()
                        .v1("GET", "/reporter/projects/sessions/count")
                        .send()
                        .ok()
                        .json()
                        .get(0)
                        .path("amount")
                        .asInt())
                .isZero();
    }

    private static List<String> filtered(String... filters) {
        return account.legacy("POST", "/clients/filter")
                .json(Json.filters(filters))
                .send()
                .ok()
                .each("clients", "id");
    }

    private static HttpCall allForBot(String botId, String until) {
        return account.legacy("POST", "/clients/all-for-bot")
                .query("botId", botId)
                .query("dateTo", until);
    }
}
