// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slow bodies are rejected, whether the server needs them or not. */
class SlowBodiesTest {
    /** More requests than the server has threads. */
    private static final int MANY = 250;

    private static final int LONGEST_MS = 30_000;
    /** Pause between two bytes. */
    private static final int PAUSE_MS = 50;

    private static ParleyServer server;

    @BeforeAll
    static void start() {
        server = ParleyServer.start(
                ServerEngine.EMBEDDED, "--parley.body-patience=300ms", "--server.tomcat.connection-timeout=1s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefused() throws IOException {
        try (Socket socket = begun("/api/v1/session")) {
            String answer = answerToDrops(socket);
            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(Json.read(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1))
                            .path("message")
                            .asString())
                    .isEqualTo("body: got «a part of it», expected the whole body, at 16384 bytes a second at least");
        }
    }

    @Test
    void aBodyThatNobodyWantsKeepsNoConnectionOpen() throws IOException {
        try (Socket socket = begun("/api/v1/reporter/sessions/filter")) {
            assertThat(answerToDrops(socket)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void manyOfThemKeepNobodyElseWaiting() throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                all.add(begun(i % 2 == 0 ? "/api/v1/session" : "/nowhere"));
            }
            server.get("/health/live").send().ok();
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    /** Sends the head of a request with a body of a megabyte, and one byte of it. */
    private static Socket begun(String path) throws IOException {
        Socket socket = new Socket("localhost", server.port());
        send(
                socket,
                "POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 8000\r\n\r\n{");
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a space now and then until the server closes the connection. @return the response */
    private static String answerToDrops(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        socket.setSoTimeout(PAUSE_MS);
        for (int waited = 0; waited < LONGEST_MS; ) {
            try {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
                answer.write(next);
            } catch (SocketTimeoutException nothingYet) {
                waited += PAUSE_MS;
                try {
                    send(socket, " ");
                } catch (SocketException ended) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
            } catch (SocketException ended) {
                return answer.toString(StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("the connection does not end; so far came " + answer.toString(StandardCharsets.UTF_8));
    }
}
