// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Client that sends logs like a JAICF bot, byte for byte (domain/ingest.md, 1.1): a new connection for each log,
 * ktor's headers in ktor's order, no charset, and a double slash when the configured address ends with one.
 */
final class JaicfBot {
    private static final int LIMIT_MS = 35_000;

    private final URI server;
    private final String token;

    JaicfBot(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    record Answer(int status, String body) {}

    Answer processLogs(String log) throws IOException {
        return post("processLogs", log);
    }

    Answer post(String operation, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "POST //restapi/external-bot/" + token + "/" + operation + " HTTP/1.1\r\n"
                + "Host: " + server.getAuthority() + "\r\n"
                + "Accept: application/json\r\n"
                + "Accept-Charset: UTF-8\r\n"
                + "User-Agent: Ktor client\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            connection.setSoTimeout(LIMIT_MS);
            connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().write(body);
            return answer(new BufferedInputStream(connection.getInputStream()));
        }
    }

    /** Reads a response with a content length or in chunks. */
    static Answer answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(in).toLowerCase(Locale.ROOT);
                !header.isEmpty();
                header = line(in).toLowerCase(Locale.ROOT)) {
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
        }
        StringBuilder body = new StringBuilder();
        if (chunked) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.append(text(in, size));
                line(in);
            }
        } else {
            body.append(text(in, length));
        }
        return new Answer(status, body.toString());
    }

    private static String text(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
