// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.core.error.ErrorCode;
import io.parley.core.inference.Difference;
import io.parley.core.inference.Proportion;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Results of experiments over HTTP. */
@OnPostgresToo
class ExperimentResultsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final String PATH = "/scenario-exeperiments";
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /**
     * Creates an account with an experiment and sessions that joined it. In branch B each session has the result
     * Done, otherwise every fourth.
     */
    private static Account withExperiment(ParleyServer server, int sessions) {
        Account account = server.newAccount();
        account.legacy("POST", PATH)
                .json("{\"key\":\"k\",\"branches\":[{\"key\":\"A\"},{\"key\":\"B\"}]}")
                .send()
                .ok();
        List<ObjectNode> messages = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            String session = "s" + i;
            boolean b = account.legacy("POST", PATH + "/join")
                    .query("experimentKey", "k")
                    .query("botId", "bot")
                    .query("sessionId", session)
                    .send()
                    .ok()
                    .text()
                    .equals("\"B\"");
            Conversation conversation = new Conversation("bot", "telegram", "client " + i, session, START).says("hi");
            ObjectNode analytics = Json.object("{}").put("nps", b ? 4 + i % 2 : 1 + i % 3);
            if (b || i % 4 == 0) {
                analytics.put("sessionResult", "Done");
            }
            messages.addAll(conversation
                    .with(message -> message.set("analytics", analytics))
                    .messages());
        }
        account.report(messages);
        return account;
    }

    private static HttpCall results(Account account, String outcome) {
        return account.legacy("GET", PATH + "/results")
                .query("experimentKey", "k")
                .query("outcome", outcome);
    }

    @Test
    void eachBranchHasItsRateAndItsDifferenceToTheFirst() {
        Account account = withExperiment(SERVER, 260);
        JsonNode results =
                results(account, "RESULT").query("value", "Done").send().ok().json();
        JsonNode a = results.path("branches").get(0);
        JsonNode b = results.path("branches").get(1);
        assertThat(a.path("sessions").asLong() + b.path("sessions").asLong()).isEqualTo(260);
        assertThat(a.has("difference")).isFalse();
        assertThat(a.has("verdict")).isFalse();
        assertThat(b.path("value").asDouble()).isEqualTo(1);
        Difference expected = Difference.between(
                        new Proportion(
                                a.path("counted").asLong(), a.path("sessions").asLong()),
                        new Proportion(
                                b.path("counted").asLong(), b.path("sessions").asLong()))
                .orElseThrow();
        assertThat(b.path("difference").path("estimate").asDouble()).isCloseTo(expected.estimate(), within(1e-12));
        assertThat(b.path("difference").path("low").asDouble()).isCloseTo(expected.low(), within(1e-12));
        assertThat(b.path("difference").path("high").asDouble()).isCloseTo(expected.high(), within(1e-12));
        assertThat(b.path("difference").path("test").asString()).isEqualTo("Z");
        assertThat(b.path("verdict").asString()).isEqualTo("HIGHER");
        assertThat(results.path("sampleRatioMismatch").asBoolean(true)).isFalse();

        JsonNode score = results(account, "SCORE").send().ok().json();
        assertThat(score.path("unit").asString()).isEqualTo("points");
        assertThat(score.path("branches").get(1).path("difference").path("test").asString())
                .isEqualTo("WELCH");
        assertThat(score.path("branches").get(1).path("verdict").asString()).isEqualTo("HIGHER");
        assertThat(results(account, "TRANSFER")
                        .send()
                        .ok()
                        .json()
                        .path("branches")
                        .get(1)
                        .path("verdict")
                        .asString())
                .isEqualTo("NO_DIFFERENCE");
    }

    @Test
    void ofFewSessionsNothingIsConcluded() {
        Account account = withExperiment(SERVER, 12);
        long label = account.newSessionLabel("vip");
        JsonNode results =
                results(account, "RESULT").query("value", "Done").send().ok().json();
        assertThat(results.path("branches").get(1).path("verdict").asString()).isEqualTo("TOO_FEW_SESSIONS");
        assertThat(results.path("branches")
                        .get(1)
                        .path("difference")
                        .path("test")
                        .asString())
                .isEqualTo("FISHER");
        for (HttpCall call : List.of(
                results(account, "TOPIC").query("value", "cards"),
                results(account, "action").query("value", "paid"),
                results(account, "LABEL").query("value", label),
                results(account, "SESSION_LENGTH"),
                results(account, "CLIENT_MESSAGES"),
                account.v1("GET", "/reporter/scenario-experiments/results")
                        .query("projectShortName", account.one().shortName())
                        .query("experimentKey", "k")
                        .query("outcome", "TRANSFER"))) {
            assertThat(call.send().ok().json().path("branches")).hasSize(2);
        }
    }

    /** Scores of sessions of one message each; of the others there is none. */
    private static Account withScores(int sessions, IntFunction<@Nullable Double> score) {
        Account account = SERVER.newAccount();
        account.legacy("POST", PATH)
                .json("{\"key\":\"k\",\"branches\":[{\"key\":\"A\"},{\"key\":\"B\"}]}")
                .send()
                .ok();
        List<ObjectNode> messages = new ArrayList<>();
        int[] ofBranch = new int[2];
        for (int i = 0; i < sessions; i++) {
            boolean b = account.legacy("POST", PATH + "/join")
                    .query("experimentKey", "k")
                    .query("botId", "bot")
                    .query("sessionId", "s" + i)
                    .send()
                    .ok()
                    .text()
                    .equals("\"B\"");
            Double each = score.apply(2 * ofBranch[b ? 1 : 0]++ + (b ? 1 : 0));
            Conversation conversation = new Conversation("bot", "telegram", "client " + i, "s" + i, START).says("hi");
            if (each != null) {
                conversation.with(message -> message.putObject("analytics").put("nps", each));
            }
            messages.addAll(conversation.messages());
        }
        account.report(messages);
        return account;
    }

    private static String verdict(Account account, String outcome) {
        return results(account, outcome)
                .send()
                .ok()
                .json()
                .at("/branches/1/verdict")
                .asString();
    }

    @Test
    void branchesWithoutVarianceAreToldApart() {
        assertThat(verdict(withScores(260, place -> place % 2 == 0 ? 5.0 : 10.0), "SCORE"))
                .isEqualTo("HIGHER");
        assertThat(verdict(withScores(260, place -> 4.1), "SCORE")).isEqualTo("NO_DIFFERENCE");
    }

    @Test
    void aVerdictOnMeansNeedsEnoughSessionsThatHaveTheNumber() {
        Account account = withScores(320, place -> place < 4 ? (Double) (4 + 5.0 * (place % 2) + place / 20.0) : null);
        assertThat(verdict(account, "SCORE")).isEqualTo("TOO_FEW_SESSIONS");
        assertThat(verdict(account, "CLIENT_MESSAGES")).isEqualTo("NO_DIFFERENCE");
        JsonNode length = results(account, "SESSION_LENGTH").send().ok().json();
        assertThat(length.at("/branches/0/counted").asLong(-1))
                .as("sessions of one message have no length, as in metrics")
                .isZero();
        assertThat(length.at("/branches/1/verdict").asString()).isEqualTo("TOO_FEW_SESSIONS");
    }

    @Test
    void aSingleSessionInARareBranchIsNoMismatch() {
        Account account = SERVER.newAccount();
        account.legacy("POST", PATH)
                .json("{\"key\":\"k\",\"branches\":[{\"key\":\"A\",\"weight\":1},{\"key\":\"B\",\"weight\":20}]}")
                .send()
                .ok();
        for (int i = 0; i < 30; i++) {
            account.legacy("POST", PATH + "/join")
                    .query("experimentKey", "k")
                    .query("botId", "bot")
                    .query("sessionId", "s" + i)
                    .send()
                    .ok();
            assertThat(results(account, "TRANSFER")
                            .send()
                            .ok()
                            .json()
                            .path("sampleRatioMismatch")
                            .asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void anExperimentThatNobodyJoinedHasNoValues() {
        Account account = SERVER.newAccount();
        account.legacy("POST", PATH)
                .json("{\"key\":\"k\",\"branches\":[{\"key\":\"A\"},{\"key\":\"B\"}]}")
                .send()
                .ok();
        assertThat(results(account, "TRANSFER").send().ok().json()).isEqualTo(Json.object("""
                {'experimentKey':'k','branches':[{'key':'A','weight':1.0,'sessions':0,'counted':0},
                 {'key':'B','weight':1.0,'sessions':0,'counted':0,'verdict':'TOO_FEW_SESSIONS'}],
                 'sampleRatioPValue':1.0,'sampleRatioMismatch':false}
                """));
    }

    /** An experiment is invalid when a bot joins only in sessions that it selects by branch. */
    @Test
    void sessionsThatAreNotSharedOutAsTheyShouldBeAreWarnedOf() {
        Account account = SERVER.newAccount();
        account.legacy("POST", PATH)
                .json("{\"key\":\"k\",\"branches\":[{\"key\":\"A\"},{\"key\":\"B\"}]}")
                .send()
                .ok();
        for (int i = 0; i < 40; i++) {
            String branch = account.legacy("POST", PATH + "/join")
                    .query("experimentKey", "k")
                    .query("botId", "bot")
                    .query("sessionId", "s" + i)
                    .send()
                    .ok()
                    .text();
            // The sessions of B become test sessions, which do not count.
            account.report(new Conversation("bot", "telegram", "client " + i, "s" + i, START)
                    .says("hi")
                    .with(message ->
                            message.set("data", Json.object("{}").put("isTestChannel", branch.equals("\"B\""))))
                    .messages());
        }
        JsonNode results = results(account, "TRANSFER").send().ok().json();
        assertThat(results.path("branches").get(1).path("sessions").asLong(-1)).isZero();
        assertThat(results.path("sampleRatioMismatch").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeJudgedIsRefused() {
        Account account = SERVER.newAccount();
        results(account, "TRANSFER")
                .send()
                .isRefused(404, ErrorCode.EXPERIMENT, "experimentKey", "k", "the key of an experiment of this project");
        account.legacy("POST", PATH)
                .json("{\"key\":\"k\",\"branches\":[{\"key\":\"A\"}]}")
                .send()
                .ok();
        String words = "one of RESULT, TOPIC, ACTION, LABEL, TRANSFER, SCORE, SESSION_LENGTH, CLIENT_MESSAGES";
        results(account, "LUCK").send().isRefused(400, ErrorCode.INVALID_VALUE, "outcome", "LUCK", words);
        account.legacy("GET", PATH + "/results")
                .query("experimentKey", "k")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "outcome", null, words);
        results(account, "RESULT").send().isRefused(400, ErrorCode.MISSING_FIELD, "value", null, "a session result");
        results(account, "TOPIC").send().isRefused(400, ErrorCode.MISSING_FIELD, "value", null, "the key of a topic");
        results(account, "ACTION")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "value", null, "the key of an action");
        results(account, "LABEL")
                .send()
                .isRefused(400, ErrorCode.MISSING_FIELD, "value", null, "the id of a session label");
        results(account, "LABEL")
                .query("value", "vip")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "value", "\"vip\"", "an integer");
    }
}
