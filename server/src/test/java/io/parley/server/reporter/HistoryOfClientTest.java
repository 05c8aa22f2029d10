// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnPostgresToo
class HistoryOfClientTest {
    private static Account account;

    @BeforeAll
    static void initialize() {
        account = ParleyServer.shared().newAccount();
        account.report(new Conversation("telegram", "anna", "s1")
                .says("1")
                .says("2")
                .says("3")
                .messages());
        account.report(
                new Conversation("bot-telegram", "telegram", "anna", "s2", Conversation.START.plus(Duration.ofDays(1)))
                        .says("4")
                        .says("5")
                        .messages());
        account.report(new Conversation("telegram", "boris", "s3").says("boris").messages());
    }

    @Test
    void allMessagesOfAllSessionsComeOldestFirst() {
        HttpAnswer answer = history().send().ok();
        assertThat(answer.each("messages", "question")).containsExactly("1", "2", "3", "4", "5");
        assertThat(answer.each("messages", "sessionId")).containsExactly("s1", "s1", "s1", "s2", "s2");
        assertThat(answer.totalCount()).isEqualTo(5);
        assertThat(answer.json().path("client").path("id").asString()).isEqualTo("anna");
        assertThat(answer.json().path("client").path("lastSessionId").asString())
                .isEqualTo("s2");
    }

    @Test
    void theNewestComesFirstWhereThatIsWanted() {
        assertThat(history().query("sort", "desc").send().ok().each("messages", "question"))
                .containsExactly("5", "4", "3", "2", "1");
        assertThat(history()
                        .query("sort", "ASC")
                        .query("size", 2)
                        .query("page", 2)
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("5");
    }

    @Test
    void timeBoundsTheHistoryAndBothEndsBelongToIt() {
        assertThat(history()
                        .query("startTime", "2026-03-01T10:01:00Z")
                        .query("endTime", "2026-03-02T10:00:00Z")
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("2", "3", "4");
        assertThat(history()
                        .query("startTime", "2027-01-01T00:00:00Z")
                        .send()
                        .ok()
                        .totalCount())
                .isZero();
        assertThat(history()
                        .query("endTime", "2020-01-01T00:00:00Z")
                        .send()
                        .ok()
                        .totalCount())
                .isZero();
    }

    @Test
    void aMessageOpensThePageThatHoldsIt() {
        HttpAnswer page =
                history().query("questionId", "s2-1").query("size", 2).send().ok();
        assertThat(page.json().path("paging")).isEqualTo(Json.object("{'pageNum':1,'pageSize':2,'totalCount':5}"));
        assertThat(page.each("messages", "question")).containsExactly("3", "4");
        assertThat(history()
                        .query("questionId", "s2-1")
                        .query("size", 2)
                        .query("sort", "desc")
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("5", "4");
        // In the list with time limits.
        assertThat(history()
                        .query("questionId", "s2-1")
                        .query("size", 2)
                        .query("startTime", "2026-03-01T10:01:00Z")
                        .send()
                        .ok()
                        .each("messages", "question"))
                .containsExactly("4", "5");
        history()
                .query("questionId", "s3-1")
                .send()
                .isRefused(404, ErrorCode.MESSAGE, "questionId", "s3-1", "the id of a message in this list");
        history()
                .query("questionId", "s1-1")
                .query("startTime", "2026-03-02T00:00:00Z")
                .send()
                .isRefused(404, ErrorCode.MESSAGE);
    }

    @Test
    void aClientIsKnownByThePlainIdAndByTheFormThatBotsSend() {
        assertThat(of("bot-telegram", "telegram-bot-telegram-anna").send().ok().totalCount())
                .isEqualTo(5);
        assertThat(of("bot-telegram", "Telegram-bot-telegram-anna").send().ok().totalCount())
                .isEqualTo(5);
        assertThat(history().query("channelType", "TELEGRAM").send().ok().totalCount())
                .isEqualTo(5);
        String expected = "the id of a client of this bot within reach of this call";
        of("bot-telegram", "viber-bot-telegram-anna")
                .send()
                .isRefused(404, ErrorCode.CLIENT, "clientId", "viber-bot-telegram-anna", expected);
        of("bot-other", "anna").send().isRefused(404, ErrorCode.CLIENT, "clientId", "anna", expected);
        history().query("channelType", "viber").send().isRefused(404, ErrorCode.CLIENT, "clientId", "anna", expected);
    }

    @Test
    void thePageOfAMessageIsSaidByItself() {
        assertThat(pageInSession("s1", "s1-3", 2)).isEqualTo(1);
        assertThat(pageInSession("s1", "s1-1", 2)).isZero();
        assertThat(pageInSession("s1", "s1-3", 20)).isZero();
        assertThat(pageInClient("s2-2", 2)).isEqualTo(2);
        assertThat(pageInClient("s1-1", 1)).isZero();
        account.legacy("GET", "/messages/page-in-session")
                .query("sessionId", "s1")
                .query("questionId", "s2-1")
                .send()
                .isRefused(404, ErrorCode.MESSAGE, "questionId", "s2-1", "the id of a message in this list");
        account.legacy("GET", "/messages/page-in-session")
                .query("sessionId", "s1")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "questionId", null, "the id of a message");
    }

    @Test
    void withoutABotOrAClientTheCallIsRefused() {
        account.legacy("GET", "/messages/by-client")
                .query("clientId", "anna")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "botId", null, "the id of a channel");
        account.legacy("GET", "/messages/by-client")
                .query("botId", "b")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "clientId", null, "the id of a client");
        history().query("sort", "up").send().isRefused(400, ErrorCode.INVALID_VALUE, "sort", "up", "one of ASC, DESC");
    }

    private static long pageInSession(String sessionId, String questionId, int size) {
        return account.legacy("GET", "/messages/page-in-session")
                .query("sessionId", sessionId)
                .query("questionId", questionId)
                .query("size", size)
                .send()
                .ok()
                .json()
                .path("pageNumber")
                .asLong(-1);
    }

    private static long pageInClient(String questionId, int size) {
        return account.v1("GET", "/reporter/messages/page-in-client")
                .query("botId", "bot-telegram")
                .query("clientId", "anna")
                .query("questionId", questionId)
                .query("size", size)
                .send()
                .ok()
                .json()
                .path("pageNumber")
                .asLong(-1);
    }

    private static HttpCall history() {
        return of("bot-telegram", "anna");
    }

    private static HttpCall of(String botId, String clientId) {
        return account.legacy("GET", "/messages/by-client")
                .query("botId", botId)
                .query("clientId", clientId);
    }
}
