// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.RawRequest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that closes the connection during a response causes no error. */
class CallerGoneTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    /** Enough messages, and long enough, that a response exceeds all buffers between server and client. */
    private static final int MESSAGES = 600;

    private static final String LONG = "a long story ".repeat(2_500);

    private static Account account;

    @BeforeAll
    static void initialize() {
        account = SERVER.newAccount();
        Conversation conversation = new Conversation("telegram", "anna", "s");
        for (int i = 0; i < MESSAGES; i++) {
            conversation.says(LONG);
        }
        account.report(conversation.messages());
    }

    @Test
    void aCallerWhoGoesAwayAmidAListIsOneLineForThoseWhoWantToKnow() {
        try (LogCapture log = new LogCapture()) {
            RawRequest.leaveAmid(SERVER, "POST /reporter/p/" + account.projectToken() + "/messages/filter?size=1000");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isToldOf(log));
            assertThat(log.complaints()).isEmpty();
            assertThat(log.lines().stream().filter(line -> line.contains("went away")))
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line)
                                    .startsWith(
                                            "io.parley.server.http.ApiExceptionHandler POST /api/v1/reporter/messages/filter: the caller went away: "));
        }
    }

    @Test
    void aCallerWhoGoesAwayAmidAFileIsOneLineForThoseWhoWantToKnow() {
        String task = account.legacy("POST", "/reports/messages")
                .json("{\"settings\":{\"fileType\":\"JSONL\"}}")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
        account.finished(task);
        try (LogCapture log = new LogCapture()) {
            RawRequest.leaveAmid(
                    SERVER, "GET /reporter/p/" + account.projectToken() + "/reports/tasks/" + task + "/file");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isToldOf(log));
            assertThat(log.complaints()).isEmpty();
        }
    }

    private static boolean isToldOf(LogCapture log) {
        return log.lines().stream().anyMatch(line -> line.contains("the caller went away"));
    }
}
