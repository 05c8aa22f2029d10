// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.TextNormalizer;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts that are equal to people are equal to filters, however they are encoded. */
@OnPostgresToo
class CanonicalEquivalenceTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
    }

    static Stream<Arguments> withRegardToCase() {
        return Stream.of(
                Arguments.of("Café München", "Cafe\u0301 Mu\u0308nchen"),
                Arguments.of("안녕하세요", Normalizer.normalize("안녕하세요", Normalizer.Form.NFD)),
                Arguments.of("10 000", "10\u00a0000"),
                Arguments.of("10 000", "10\u202f000"),
                Arguments.of("don't", "don\u2019t"),
                Arguments.of("one\ntwo", "one\r\ntwo"),
                Arguments.of("ещё й", "еще\u0308 и\u0306"));
    }

    static Stream<Arguments> withoutRegardToCase() {
        return Stream.concat(
                withRegardToCase(),
                Stream.of(
                        Arguments.of("еще", "Ещё"),
                        Arguments.of("strasse", "Straße"),
                        Arguments.of("STRASSE", "straße"),
                        Arguments.of("order 7", "\uff2f\uff32\uff24\uff25\uff32 \uff17"),
                        Arguments.of("cafe's", "CAFE\u2019S")));
    }

    @ParameterizedTest
    @MethodSource("withoutRegardToCase")
    void aTextIsFoundByEachOfItsSpellings(String one, String other) {
        for (List<String> each : List.of(List.of(one, other), List.of(other, one))) {
            account = SERVER.newAccount();
            report(each.getFirst());
            String sought = each.getLast();
            for (String key : List.of(
                    "MESSAGE_TEXT",
                    "ANSWER_TEXT",
                    "MESSAGE_OR_ANSWER_TEXT",
                    "COMMENT_TEXT",
                    "BOT_REPLIES",
                    "CLIENT_ID_OR_NAME")) {
                for (String comparison : List.of("CONTAINS", "EQUALS")) {
                    if (key.equals("BOT_REPLIES") && comparison.equals("EQUALS")) {
                        continue;
                    }
                    assertThat(messages(Map.of(
                                    "key",
                                    key,
                                    "type",
                                    "TEXT",
                                    "comparisonType",
                                    comparison,
                                    "values",
                                    List.of(sought))))
                            .as("%s %s of %s by %s", key, comparison, each.getFirst(), sought)
                            .isEqualTo(1);
                }
            }
            for (String comparison : List.of("CONTAINS", "EQUALS", "STARTS_WITH", "ENDS_WITH")) {
                assertThat(messages(Map.of(
                                "key",
                                "SESSION_DATA",
                                "type",
                                "COMPOSITE_FILTER",
                                "options",
                                List.of(Map.of("key", "header", "value", sought, "comparisonOption", comparison)))))
                        .as(comparison)
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withRegardToCase")
    void anOptionIsFoundByEachOfItsSpellings(String one, String other) {
        for (List<String> each : List.of(List.of(one, other), List.of(other, one))) {
            account = SERVER.newAccount();
            report(each.getFirst());
            String sought = each.getLast();
            for (String key : List.of(
                    "SESSION_RESULT",
                    "SESSION_TOPIC",
                    "SCENARIO_ACTION",
                    "NLP_STATE",
                    "NLP_CLASS",
                    "INTENT",
                    "CLIENT_ID_OR_NAME")) {
                assertThat(messages(Map.of("key", key, "type", "CHECKBOX", "options", List.of(sought))))
                        .as("%s by %s", key, sought)
                        .isEqualTo(1);
                assertThat(messages(Map.of(
                                "key",
                                key,
                                "type",
                                "CHECKBOX",
                                "comparisonType",
                                "NOT_CONTAINS",
                                "options",
                                List.of(sought))))
                        .as("%s without %s", key, sought)
                        .isZero();
            }
            assertThat(messages(Map.of("key", "NLP_STATE", "type", "TREE", "options", List.of(sought))))
                    .isEqualTo(1);
            assertThat(messages(Map.of("key", "STATE_ROUTES", "type", "TREE", "options", List.of(sought))))
                    .isEqualTo(1);
            assertThat(messages(Map.of(
                            "key",
                            "SESSION_DATA",
                            "type",
                            "COMPOSITE_FILTER",
                            "options",
                            List.of(Map.of("key", sought, "value", "under", "comparisonOption", "EQUALS")))))
                    .isEqualTo(1);
            assertThat(messages(Map.of(
                            "key", "MESSAGE_TEXT", "type", "TEXT", "isCaseSensitive", true, "values", List.of(sought))))
                    .isEqualTo(1);
            assertThat(account.legacy("POST", "/filter-options")
                            .query("filterKey", "SESSION_RESULT")
                            .query("analyticsSection", "SESSIONS")
                            .query("search", sought)
                            .send()
                            .ok()
                            .text())
                    .contains(Json.text(each.getFirst()));
        }
    }

    @ParameterizedTest
    @MethodSource("withRegardToCase")
    void spellingsAreOneOptionAndOneGroupOfAMetric(String one, String other) {
        report("a", one);
        report("b", other);
        String least = Stream.of(one, other).min(TextNormalizer.ORDER).orElseThrow();
        for (String key : List.of(
                "SESSION_RESULT",
                "SESSION_TOPIC",
                "SCENARIO_ACTION",
                "NLP_STATE",
                "NLP_CLASS",
                "INTENT",
                "STATE_ROUTES")) {
            List<Map<String, Object>> filters = key.equals("STATE_ROUTES")
                    ? List.of()
                    : List.of(Map.of("key", key, "type", "CHECKBOX", "options", List.of(other)));
            JsonNode options = account.v1("POST", "/reporter/filter-options")
                    .query("filterKey", key)
                    .query("analyticsSection", "SESSIONS")
                    .json(Map.of("filters", filters))
                    .send()
                    .ok()
                    .json();
            assertThat(options).as(key).hasSize(1);
            assertThat(options.get(0).path("value").asString()).as(key).isEqualTo(least);
            assertThat(options.get(0).path("frequency").asInt()).as(key).isEqualTo(2);
            assertThat(options.get(0).path("isSelected").asBoolean()).as(key).isEqualTo(!filters.isEmpty());
        }
        for (String metric : List.of("results", "topics", "actions")) {
            JsonNode groups = account.v1("POST", "/reporter/stats/metrics/" + metric)
                    .query("from", "2026-01-01T00:00:00Z")
                    .query("to", "2027-01-01T00:00:00Z")
                    .json(Map.of("filters", List.of()))
                    .send()
                    .ok()
                    .json()
                    .path("groups");
            assertThat(groups).as(metric).hasSize(1);
            assertThat(groups.get(0).path("count").asInt()).as(metric).isEqualTo(2);
        }
    }

    @Test
    void whatIsNotEqualIsNotFoundAndWhatIsShownStays() {
        report("cafe\u0301");
        assertThat(messages(Map.of("key", "MESSAGE_TEXT", "type", "TEXT", "values", List.of("cafe"))))
                .isZero();
        assertThat(messages(Map.of("key", "MESSAGE_TEXT", "type", "TEXT", "values", List.of("caf"))))
                .isEqualTo(1);
        assertThat(account.legacy("POST", "/messages/filter").send().ok().each("messages", "question"))
                .containsExactly("cafe\u0301");
        account.report(new Conversation("telegram", "boris", "s2").says("ещё").messages());
        assertThat(messages(Map.of(
                        "key", "MESSAGE_TEXT", "type", "TEXT", "isCaseSensitive", true, "values", List.of("еще"))))
                .isZero();
    }

    @Test
    void anIdKeepsItsBytes() {
        for (String id : List.of("caf\u00e9", "cafe\u0301")) {
            account.report(
                    new Conversation("telegram", id, "s-" + id).says("hi").messages());
        }
        for (String key : List.of("SESSION_ID", "CLIENT_ID_OR_NAME")) {
            String prefix = key.equals("SESSION_ID") ? "s-" : "";
            assertThat(messages(Map.of("key", key, "type", "CHECKBOX", "options", List.of(prefix + "cafe\u0301"))))
                    .as(key)
                    .isEqualTo(1);
        }
        assertThat(account.legacy("POST", "/clients/filter").send().ok().totalCount())
                .isEqualTo(2);
    }

    private void report(String text) {
        report("id", text);
    }

    private void report(String client, String text) {
        ObjectNode message = new Conversation("telegram", client, "s-" + client)
                .says(text)
                .messages()
                .getFirst();
        message.put("textAnswer", text).put("comment", text).put("intent", text);
        ((ObjectNode) message.path("client")).put("firstName", text);
        message.putObject("nlpInfo").put("nlpState", text).put("nlpClass", text);
        ObjectNode analytics = message.putObject("analytics").put("sessionResult", text);
        analytics.putArray("sessionTopics").add(text);
        analytics.putArray("scenarioActions").add(text);
        analytics.putObject("sessionData").put("header", text).put(text, "under");
        message.putObject("responseData")
                .putArray("replies")
                .addObject()
                .put("type", "raw")
                .put("body", "» " + text);
        assertThat(account.report(List.of(message)).path("accepted").asInt()).isEqualTo(1);
    }

    private long messages(Map<String, Object> filter) {
        return account.v1("POST", "/reporter/messages/filter")
                .json(Map.of("filters", List.of(filter)))
                .send()
                .ok()
                .totalCount();
    }
}
