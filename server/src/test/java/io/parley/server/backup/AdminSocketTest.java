// SPDX-License-Identifier: Apache-2.0
package io.parley.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the operator's socket that break its protocol. */
class AdminSocketTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    private SocketChannel visitor() throws IOException {
        SocketChannel visitor = SocketChannel.open(StandardProtocolFamily.UNIX);
        visitor.connect(UnixDomainSocketAddress.of(folder.resolve(AdminSocket.FILE)));
        return visitor;
    }

    private static @Nullable String answer(SocketChannel visitor, String request) throws IOException {
        PrintWriter out = new PrintWriter(Channels.newWriter(visitor, StandardCharsets.UTF_8), true);
        out.print(request);
        out.flush();
        return new BufferedReader(Channels.newReader(visitor, StandardCharsets.UTF_8)).readLine();
    }

    @Test
    void whoSaysNothingKeepsNobodyElseWaiting() throws Exception {
        try (Store store = Store.embedded(folder, Clock.systemUTC());
                AdminSocket adminSocket = AdminSocket.open(folder, store, Clock.systemUTC(), LONG);
                SocketChannel silent = visitor();
                SocketChannel slow = visitor()) {
            store.accounts().addAccount("Test");
            slow.write(StandardCharsets.UTF_8.encode("backup /tmp"));
            assertThat(AdminSocket.backUp(folder, folder.resolve("backup"), rows -> {}))
                    .isTrue();
            assertThat(silent.isOpen()).isTrue();
        }
    }

    @Test
    void whoSaysNothingIsHungUpOn() throws Exception {
        try (Store store = Store.embedded(folder, Clock.systemUTC());
                AdminSocket adminSocket = AdminSocket.open(folder, store, Clock.systemUTC(), Duration.ofMillis(10));
                SocketChannel silent = visitor();
                BufferedReader in = new BufferedReader(Channels.newReader(silent, StandardCharsets.UTF_8))) {
            assertThat(in.readLine()).isNull();
        }
    }

    @Test
    void aLineWithoutEndIsNotReadToItsEnd() throws Exception {
        try (Store store = Store.embedded(folder, Clock.systemUTC());
                AdminSocket adminSocket = AdminSocket.open(folder, store, Clock.systemUTC(), LONG);
                SocketChannel endless = visitor();
                SocketChannel wrong = visitor()) {
            assertThat(answer(endless, "x".repeat(8193))).isEqualTo("failed expected: backup FOLDER");
            assertThat(answer(wrong, "hello\n")).isEqualTo("failed expected: backup FOLDER");
        }
    }

    @Test
    void soManyAtATimeAreServedAndNoMore() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try (Store store = Store.embedded(folder, Clock.systemUTC());
                AdminSocket adminSocket = AdminSocket.open(folder, store, Clock.systemUTC(), LONG)) {
            for (int i = 0; i < 8; i++) {
                silent.add(visitor());
            }
            try (SocketChannel ninth = visitor();
                    BufferedReader in = new BufferedReader(Channels.newReader(ninth, StandardCharsets.UTF_8))) {
                assertThat(in.readLine()).isEqualTo("failed too many requests at once; try again later");
            }
        } finally {
            for (SocketChannel each : silent) {
                each.close();
            }
        }
    }
}
