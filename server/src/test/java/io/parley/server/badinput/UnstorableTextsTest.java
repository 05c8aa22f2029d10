// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.apidoc.ApiDocumentBuilder;
import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.ApiDocument.Operation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.PopulatedAccount;
import io.parley.server.fixture.RawRequest;
import io.parley.server.fixture.ServerEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** NUL characters and unpaired surrogates, which no engine can store, in every text of every body of the API. */
class UnstorableTextsTest {
    private static final long SEED = Long.getLong("parley.badinput.seed", 2_718_281_828L);

    private final ObjectNode document = ApiDocumentBuilder.read();

    @Test
    void noTextOfABodyIsAFaultOfTheServers() {
        System.out.println("UnstorableTextsTest: -Dparley.badinput.seed=" + SEED);
        List<String> failures = new ArrayList<>();
        int requests = 0;
        try (ParleyServer server = ParleyServer.start(ServerEngine.USUAL)) {
            PopulatedAccount furnished = new PopulatedAccount(server, "anna");
            for (Operation operation : ApiDocument.operations()) {
                int texts = 1;
                for (int i = 0; i < texts; i++) {
                    if (furnished.account().v1("GET", "/about").send().status() != 200) {
                        // An earlier request may have revoked its tokens or deleted its data.
                        furnished = new PopulatedAccount(server, "anna");
                    }
                    // The same request each time, with another of its texts mutated.
                    FuzzedRequest specimen = specimen(operation, furnished, new Random(SEED));
                    List<BodyPosition> places =
                            specimen.tree == null ? List.of() : BodyPosition.all(specimen, StringNode.class);
                    texts = places.size();
                    if (i < texts) {
                        places.get(i).put(HostileValues.UNSTORABLE.get(requests % HostileValues.UNSTORABLE.size()));
                        specimen.seal();
                        HttpAnswer answer = RawRequest.send(
                                server,
                                specimen.method,
                                specimen.pathOfAddress(),
                                specimen.queryParameters(),
                                specimen.bytes());
                        requests++;
                        if (answer.status() >= 500) {
                            failures.add("%n%s%n%s%n%s%n".formatted(operation, specimen, answer));
                        }
                    }
                }
            }
        }
        System.out.printf(Locale.ROOT, "UnstorableTextsTest: %,d requests%n", requests);
        assertThat(requests).isGreaterThan(100);
        assertThat(failures).as("seed %d", SEED).isEmpty();
    }

    private FuzzedRequest specimen(Operation operation, PopulatedAccount furnished, Random dice) {
        JsonNode described = document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
        return FuzzedRequest.of(
                operation, described, new ValidValues(document, dice, furnished.names()), furnished, dice);
    }
}
