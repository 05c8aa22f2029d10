// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.LogCapture;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server is ready when it can work, and reports when it cannot; it is live all the time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadinessTest {
    private static ParleyServer server;

    @BeforeAll
    static void start() {
        server = ParleyServer.start(ServerEngine.EMBEDDED);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aServerWhoseDiskTakesNothingIsNotReadyUntilItDoes() throws IOException {
        try (LogCapture log = new LogCapture()) {
            ready(server);
            // The engine still reads its open file, but no file can be written beside it.
            Path away = Files.move(
                    server.data(), server.data().resolveSibling(server.data().getFileName() + "-away"));
            notReady(server);
            notReady(server);
            assertThat(log.complaints()).singleElement().asString().contains("not ready: the store cannot do its work");
            Files.move(away, server.data());
            ready(server);
            assertThat(log.lines()).anyMatch(line -> line.endsWith("ready again"));
        }
    }

    @Test
    void aServerWhoseStoreIsClosedIsNotReady() {
        try (ParleyServer failing = ParleyServer.start(ServerEngine.EMBEDDED)) {
            failing.store().close();
            notReady(failing);
        }
    }

    @Test
    void aServerThatIsAboutToStopIsNotReady() {
        GracefulShutdownFilter draining = server.part(GracefulShutdownFilter.class);
        draining.stop();
        server.get("/health/ready")
                .send()
                .isRefused(503, ErrorCode.STORE_CLOSING, "the server is stopping; ask another");
        server.get("/health/live").send().ok();
        draining.start();
        ready(server);
    }

    /** Runs last, because a closed log stays closed. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aServerWhoseLogIsClosedIsNotReady() {
        ready(server);
        server.store().log().close();
        notReady(server);
    }

    private static void ready(ParleyServer server) {
        server.get("/health/ready").send().ok();
    }

    private static void notReady(ParleyServer server) {
        server.get("/health/ready")
                .send()
                .isRefused(
                        503, ErrorCode.STORE_AWAY, "the store cannot do its work just now; the server's log says why");
        server.get("/health/live").send().ok();
    }
}
