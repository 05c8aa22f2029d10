// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.server.fixture.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Receiver of webhooks on this machine. */
final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile boolean endless;
    private volatile boolean hungUpOn;

    /** @param port 0 for a free one */
    WebhookReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    /** Received request. */
    record Received(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return Json.read(body);
        }

        /** Verifies the signature as Standard Webhooks specifies. */
        boolean isSignedWith(String secret) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            byte[] expected = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return signature.equals("v1," + Base64.getEncoder().encodeToString(expected));
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        received.add(new Received(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        if (status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        if (endless) {
            exchange.sendResponseHeaders(200, 0);
            talk(exchange.getResponseBody());
        } else {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    private void talk(OutputStream body) {
        try {
            while (true) {
                body.write(new byte[1 << 16]);
            }
        } catch (IOException e) {
            hungUpOn = true;
        }
    }

    void answersWithoutEnd() {
        endless = true;
    }

    /** Returns whether the client closed the connection during an endless response. */
    boolean isHungUpOn() {
        return hungUpOn;
    }

    void answers(int status) {
        this.status = status;
    }

    List<Received> received() {
        return received;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port() + "/hook?key=in-the-url";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
