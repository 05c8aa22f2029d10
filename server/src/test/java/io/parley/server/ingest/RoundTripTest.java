// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import io.parley.store.account.Project;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The output of {@code messages/filter} can be ingested again. */
@OnPostgresToo
class RoundTripTest {
    private static final long SEED = 7;

    @Test
    void messagesGivenOutAndTakenIntoAnotherProjectMakeTheSameLists() {
        ParleyServer server = ParleyServer.shared();
        Account account = server.newAccount();
        RandomLog.SESSION_LABELS.forEach(account::newSessionLabel);
        server.store().log().append(account.one().id(), recordsInOneVersion()).join();
        HttpAnswer given = list(account, account.one(), "messages");
        assertThat(given.totalCount()).isGreaterThan(100);

        JsonNode outcome = account.report(
                account.two(), given.json().path("messages").valueStream().toList());
        assertThat(outcome.path("accepted").asLong()).as("seed " + SEED).isEqualTo(given.totalCount());
        List<JsonNode> expected = withoutProject(given, "messages");
        List<JsonNode> taken = withoutProject(list(account, account.two(), "messages"), "messages");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(taken.get(i)).as("message %d, seed %d", i, SEED).isEqualTo(expected.get(i));
        }
    }

    /**
     * Returns random messages with statuses. Messages with several versions are left out, because a later version
     * keeps the labels of the earlier one.
     */
    private static List<LogRecord> recordsInOneVersion() {
        Set<String> seen = new HashSet<>();
        return new RandomLog(new Random(SEED))
                .records(180).stream()
                        .filter(record -> !(record instanceof LogRecord.Message message)
                                || !message.isPart() && seen.add(message.turn().questionId()))
                        .toList();
    }

    private static HttpAnswer list(Account account, Project project, String what) {
        return account.v1("POST", "/reporter/" + what + "/filter")
                .query("projectShortName", project.shortName())
                .query("size", 1000)
                .extras()
                .send()
                .ok();
    }

    private static List<JsonNode> withoutProject(HttpAnswer answer, String list) {
        return answer.json()
                .path(list)
                .valueStream()
                .peek(element -> ((ObjectNode) element).remove("projectShortName"))
                .toList();
    }
}
