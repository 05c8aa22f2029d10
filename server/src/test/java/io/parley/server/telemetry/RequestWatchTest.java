// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestWatchTest {
    private static final ParleyServer SERVER = ParleyServer.shared();

    private final Account account = SERVER.newAccount();

    @Test
    void aRequestIsOneLineThatNamesTheCallAndNobody() {
        try (LogCapture log = new LogCapture()) {
            account.legacy("GET", "/messages/by-session")
                    .query("sessionId", "none")
                    .header("X-Request-Id", "1")
                    .send();
            assertThat(lines(log))
                    .singleElement()
                    .asString()
                    .matches("GET /api/v1/reporter/messages/by-session 404 in [0-9.]+ ms");
        }
    }

    @Test
    void aCallThatAnswersLaterIsOneLineToo() {
        try (LogCapture log = new LogCapture()) {
            account.v1("POST", "/ingest/messages")
                    .query("projectShortName", account.one().shortName())
                    .json(new Conversation("telegram", "anna", "s").says("hi").messages())
                    .header("X-Request-Id", "1")
                    .send()
                    .ok();
            assertThat(lines(log)).singleElement().asString().matches("POST /api/v1/ingest/messages 200 in [0-9.]+ ms");
        }
    }

    @Test
    void aPathThatIsNoCallIsNotRepeated() {
        try (LogCapture log = new LogCapture()) {
            SERVER.get("/api/v1/none/of/ours").header("X-Request-Id", "1").send();
            assertThat(lines(log)).singleElement().asString().matches("GET \\(no call\\) 404 in [0-9.]+ ms");
        }
    }

    /** Returns the log lines of the request with the id 1. */
    private static List<String> lines(LogCapture log) {
        String logger = RequestWatch.class.getName() + " ";
        return log.about("1").stream()
                .filter(line -> line.startsWith(logger))
                .map(line -> line.substring(logger.length()))
                .toList();
    }
}
