// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.LongRun;
import io.parley.server.fixture.HttpCall;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.OldStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A server that is started on the store of an earlier version returns the same answers as that version, accepts the
 * same requests, and works on.
 */
class UpgradeTest {
    private static List<OldStore> stores() {
        List<OldStore> all = List.of(OldStore.values());
        return LongRun.ON ? all : List.of(all.getFirst(), all.getLast());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void theStoreOfAnEarlierVersionAnswersAsItDid(OldStore old) {
        try (ParleyServer server = ParleyServer.on(old.unpacked())) {
            int answered = 0;
            for (OldStore.Question question : OldStore.questions()) {
                Optional<OldStore.Answered> then = old.answer(question);
                if (then.isPresent()) {
                    answered++;
                    holds(
                            then.get().question().name(),
                            Json.read(then.get().answer()),
                            ask(server, old, then.get().question()));
                }
            }
            assertThat(answered).as("questions that %s answered", old).isGreaterThanOrEqualTo(5);
            String again = server.post("/api/v1/ingest/messages")
                    .bearer(old.ingestToken())
                    .body("application/x-ndjson", OldStore.records())
                    .send()
                    .ok()
                    .text();
            long known = OldStore.records().lines().count();
            // Empty texts are absent by now, so that such a record replaces its equal.
            long emptied = OldStore.records()
                    .lines()
                    .filter(record -> record.contains(":\"\""))
                    .count();
            holds(
                    "the same records again",
                    Json.object("{'accepted':" + emptied + ",'duplicates':" + (known - emptied)
                            + ",'refused':0,'errors':[]}"),
                    Json.read(again));
            String next = OldStore.records().lines().findFirst().orElseThrow().replace("q-1", "q-next");
            assertThat(server.post("/api/v1/ingest/messages")
                            .bearer(old.ingestToken())
                            .body("application/x-ndjson", next)
                            .send()
                            .ok()
                            .json()
                            .path("accepted")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    private static JsonNode ask(ParleyServer server, OldStore old, OldStore.Question question) {
        HttpCall call = server.call(question.method(), question.path())
                .bearer(old.unifiedToken())
                .extras();
        return (question.body().isEmpty() ? call : call.json(question.body()))
                .send()
                .ok()
                .json();
    }

    /** Checks that the new answer contains everything of the old one; it may contain more. */
    private static void holds(String path, JsonNode then, JsonNode now) {
        if (then.isObject()) {
            then.propertyStream()
                    .forEach(member ->
                            holds(path + "." + member.getKey(), member.getValue(), now.path(member.getKey())));
        } else if (then.isArray()) {
            assertThat(now.size()).as(path).isEqualTo(then.size());
            for (int i = 0; i < then.size(); i++) {
                holds(path + "[" + i + "]", then.get(i), now.path(i));
            }
        } else {
            assertThat(now).as(path).isEqualTo(then);
        }
    }
}
