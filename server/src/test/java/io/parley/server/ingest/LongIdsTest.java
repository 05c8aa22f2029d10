// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Ids up to the length that engines can index are accepted; longer ones are rejected. */
@OnPostgresToo
class LongIdsTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final int LONGEST = 1_000;

    /** Path, body and id members of records; the placeholders {@code #0}, {@code #1}… stand for the ids. */
    static final List<Arguments> RECORDS = List.of(
            Arguments.of(
                    "messages",
                    "{'botId':'#0','channelType':'#1','client':{'id':'#2'},'sessionId':'#3','questionId':'#4','timestamp':'2026-03-01T10:00:00Z','question':'hi',"
                            + "'analytics':{'scenarioActions':['#x'],'sessionTopics':['#x'],'sessionData':{'#x':'1'}}}",
                    List.of("botId", "channelType", "client.id", "sessionId", "questionId")),
            Arguments.of(
                    "statuses",
                    "{'botId':'#0','questionId':'#1','status':'READ','timestamp':'2026-03-01T10:00:00Z'}",
                    List.of("botId", "questionId")),
            Arguments.of(
                    "reactions",
                    "{'botId':'#0','clientId':'#1','messageId':'#2','sessionId':'#3','questionId':'#4','reaction':'👍','timestamp':'2026-03-01T10:00:00Z'}",
                    List.of("botId", "clientId", "messageId", "sessionId", "questionId")));

    private final Random dice = new Random(5);
    private Account account;

    @BeforeEach
    void openAccount() {
        account = SERVER.newAccount();
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void idsAreTakenAsLongAsTheyMayBe(String kind, String record, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            record = record.replace("#" + i, text(LONGEST));
        }
        assertThat(send(kind, record.replace("#x", text(5 * LONGEST)))
                        .ok()
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void aLongerOneIsRefusedByName(String kind, String record, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            JsonNode refusal = send(kind, record.replace("#" + i, text(LONGEST + 1)))
                    .ok()
                    .json()
                    .path("errors")
                    .path(0);
            assertThat(refusal.path("message").asString())
                    .startsWith(ids.get(i) + ": got «")
                    .endsWith("expected an id of at most 1000 bytes");
        }
    }

    private HttpAnswer send(String kind, String record) {
        return SERVER.post("/api/v1/ingest/" + kind)
                .bearer(account.ingestToken())
                .body("application/json", "[" + record.replace('\'', '"') + "]")
                .send();
    }

    /** Returns a text of a number of bytes that cannot be compressed well. */
    private String text(int bytes) {
        return Stream.generate(() -> Integer.toString(dice.nextInt(36), 36))
                .limit(bytes)
                .collect(Collectors.joining());
    }
}
