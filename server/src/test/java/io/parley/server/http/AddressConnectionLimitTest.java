// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** Connections of one address and of others. */
class AddressConnectionLimitTest {
    private static final int MOST = 8;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void oneAddressLeavesConnectionsToOthersAndGetsNewOnesWhenOldOnesEnd() throws IOException {
        WebServer server = start(List.of());
        try {
            for (int i = 0; i < MOST / 2; i++) {
                assertThat(isAnswered(connected(server, "127.0.0.1"))).isTrue();
            }
            assertThat(isAnswered(connected(server, "127.0.0.1"))).isFalse();
            assertThat(isAnswered(connected(server, "127.0.0.2"))).isTrue();
            sockets.getFirst().close();
            Socket next = connected(server, "127.0.0.1");
            while (!isAnswered(next)) {
                // The server notices the end of the first connection a moment later.
                next = connected(server, "127.0.0.1");
            }
        } finally {
            server.destroy();
        }
    }

    @Test
    void aTrustedProxyMayHaveAllConnections() throws IOException {
        WebServer server = start(List.of("127.0.0.0/24"));
        try {
            for (int i = 0; i < MOST - 1; i++) {
                assertThat(isAnswered(connected(server, "127.0.0.1"))).isTrue();
            }
        } finally {
            server.destroy();
        }
    }

    @Test
    void ipv6AddressesCountByNetwork() throws IOException {
        assertThat(AddressConnectionLimit.network(InetAddress.getByName("2001:db8::1")))
                .isEqualTo(AddressConnectionLimit.network(InetAddress.getByName("2001:db8::ffff:2")));
        assertThat(AddressConnectionLimit.network(InetAddress.getByName("2001:db8::1")))
                .isNotEqualTo(AddressConnectionLimit.network(InetAddress.getByName("2001:db8:0:1::1")));
    }

    private static WebServer start(List<String> proxies) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        RequestMemoryFilter.Heap.limiting(MOST, proxies).customize(factory);
        WebServer server = factory.getWebServer();
        server.start();
        return server;
    }

    private Socket connected(WebServer server, String from) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", server.getPort()));
        return socket;
    }

    /** Whether the server answers a request of the connection, and keeps it open. */
    private static boolean isAnswered(Socket socket) throws IOException {
        try {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (SocketException reset) {
            return false;
        }
    }
}
