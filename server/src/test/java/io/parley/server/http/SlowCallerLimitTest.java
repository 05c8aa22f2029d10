// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However many callers are slow, with a token and without, there are threads for those who are not. */
class SlowCallerLimitTest {
    /** More than the server has threads. */
    private static final int MANY = 250;
    /** Much less than the time for which a slow caller is waited for. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static ParleyServer server;
    private static Account account;

    @BeforeAll
    static void start() {
        server = ParleyServer.start(ServerEngine.EMBEDDED);
        account = server.newAccount();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sendersWithoutATokenKeepNoOneWaiting() throws IOException {
        String[] paths = {"/api/v1/session", "/api/v1/reporter/sessions/filter", "/nowhere", "/api/v1/ingest/messages"};
        othersAreAnsweredBeside(i -> begun(paths[i % paths.length], ""));
    }

    @Test
    void sendersWithATokenKeepNoOneWaiting() throws IOException {
        othersAreAnsweredBeside(i -> i % 2 == 0
                ? begun("/api/v1/ingest/messages", bearer(account.ingestToken()))
                : begun("/api/v1/reporter/sessions/filter", bearer(account.unified())));
    }

    @Test
    void sendersInChunksWhoStopWithinALengthKeepNoOneWaiting() throws IOException {
        othersAreAnsweredBeside(i -> opened("POST /api/v1/ingest/messages HTTP/1.1\r\nHost: localhost\r\n"
                + bearer(account.ingestToken())
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1"));
    }

    @Test
    void readersWhoDoNotReadKeepNoOneWaiting() throws IOException {
        // A long answer for everybody.
        othersAreAnsweredBeside(i -> opened("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    @Test
    void slowSendersDoNotCutOffLongAnswers() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(begun("/api/v1/reporter/sessions/filter", bearer(account.unified())));
            }
            server.get("/openapi.json").send().ok().json();
        } finally {
            close(slow);
        }
    }

    @Test
    void whoeverIsOneTooManyIsToldToComeAgain() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SlowCallerLimit.MOST_WAITING; i++) {
                slow.add(begun("/api/v1/reporter/sessions/filter", bearer(account.unified())));
            }
            String last = "";
            for (int i = 0; i < SlowCallerLimit.MOST_WAITING && !last.startsWith("HTTP/1.1 503 "); i++) {
                Socket one = begun("/api/v1/reporter/sessions/filter", bearer(account.unified()));
                slow.add(one);
                last = beginning(one);
            }
            assertThat(last)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1\r\n")
                    .contains("too many calls wait for their callers to send or to read; try again in 1 s");
        } finally {
            close(slow);
        }
    }

    /** @return how the answer begins; empty when there is none at once */
    private static String beginning(Socket socket) throws IOException {
        socket.setSoTimeout(300);
        byte[] bytes = new byte[1_000];
        try {
            int length = socket.getInputStream().read(bytes);
            return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8);
        } catch (java.net.SocketTimeoutException waitedFor) {
            return "";
        }
    }

    private static void othersAreAnsweredBeside(IntFunction<Socket> slow) throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                all.add(slow.apply(i));
            }
            long begun = System.nanoTime();
            server.get("/health/live").send().ok();
            account.v1("POST", "/reporter/sessions/filter")
                    .query("projectShortName", account.one().shortName())
                    .json("{\"filters\":[]}")
                    .send()
                    .ok();
            server.post("/api/v1/session")
                    .json("{\"login\":\"a\",\"password\":\"b\"}")
                    .send()
                    .isRefused(401, ErrorCode.LOGIN_FAILED);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        } finally {
            close(all);
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** A request of whose body one byte has come. */
    private static Socket begun(String path, String header) {
        return opened("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header
                + "Content-Type: application/json\r\nContent-Length: 8000\r\n\r\n{");
    }

    private static Socket opened(String request) {
        try {
            Socket socket = new Socket();
            // So small that the server soon has to wait for whoever does not read.
            socket.setReceiveBufferSize(2_048);
            socket.connect(new InetSocketAddress("localhost", server.port()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
