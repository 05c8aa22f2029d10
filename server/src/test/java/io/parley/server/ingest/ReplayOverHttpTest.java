// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Logs of a real bot lead to the same answers in any order, with any repetition, and over any number of connections.
 */
@OnPostgresToo
class ReplayOverHttpTest {
    private static final long SEED = 11;
    private static final int THREADS = 16;

    @Test
    void orderRepetitionAndConcurrencyChangeNoAnswer() throws Exception {
        ParleyServer server = ParleyServer.shared();
        List<String> inOrder = CapturedLogs.LOGS;
        String expected = answersAfter(server, inOrder);
        assertThat(expected).contains("Balance told", "471177", "ringing");

        assertThat(answersAfter(server, inOrder.reversed())).as("in reverse").isEqualTo(expected);

        List<String> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(SEED));
        assertThat(answersAfter(server, shuffled)).as("shuffled, seed " + SEED).isEqualTo(expected);

        List<String> twice = new ArrayList<>(inOrder);
        twice.addAll(shuffled);
        assertThat(answersAfter(server, twice)).as("twice, seed " + SEED).isEqualTo(expected);

        assertThat(answersAfterAtOnce(server, twice))
                .as("from %d threads, seed %d", THREADS, SEED)
                .isEqualTo(expected);
    }

    private static String answersAfter(ParleyServer server, List<String> logs) {
        Account account = CapturedLogs.account(server);
        logs.forEach(log -> CapturedLogs.send(server, account, log));
        return answers(account);
    }

    private static String answersAfterAtOnce(ParleyServer server, List<String> logs) throws Exception {
        Account account = CapturedLogs.account(server);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (String log : logs) {
                sent.add(threads.submit(() -> CapturedLogs.send(server, account, log)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
        return answers(account);
    }

    /** Returns all sessions and messages, without values that depend on the account. */
    private static String answers(Account account) {
        HttpAnswer sessions = account.legacy("POST", "/sessions/filter")
                .query("size", 1000)
                .query("needToReturnSessionLabels", true)
                .query("needToReturnSessionData", true)
                .send()
                .ok();
        HttpAnswer messages = account.legacy("POST", "/messages/filter")
                .query("size", 1000)
                .send()
                .ok();
        return (sessions.text() + messages.text())
                .replace(account.one().shortName(), "project")
                .replaceAll("\"id\":\\d+,", "");
    }
}
