// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy that most installations have, with its defaults. */
class NginxTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    /** A running nginx. */
    private record Nginx(Process process, int port) implements AutoCloseable {
        HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private Nginx before(ParleyServer server, String location) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no /usr/sbin/nginx on this machine");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path settings = folder.resolve("nginx.conf");
        Files.writeString(settings, """
                daemon off;
                pid FOLDER/pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  client_body_temp_path FOLDER/body;
                  proxy_temp_path FOLDER/proxy;
                  fastcgi_temp_path FOLDER/fastcgi;
                  uwsgi_temp_path FOLDER/uwsgi;
                  scgi_temp_path FOLDER/scgi;
                  server {
                    listen 127.0.0.1:PORT;
                    LOCATION
                  }
                }
                """.replace("FOLDER", folder.toString())
                .replace("LOCATION", location.replace("SERVER", "http://127.0.0.1:" + server.port()))
                .replace("PORT", "" + port));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-c", settings.toString(), "-p", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!listens(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("nginx has ended: " + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
        return new Nginx(process, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void theDocumentedProxyServesAllBelowAPath() throws Exception {
        try (ParleyServer server = ParleyServer.start(ServerEngine.EMBEDDED, "--parley.trusted-proxies=127.0.0.1,::1");
                Nginx nginx = before(server, """
                        location /parley/ {
                          proxy_pass SERVER/;
                          proxy_set_header Host $http_host;
                          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                          proxy_set_header X-Forwarded-Proto $scheme;
                          proxy_set_header X-Forwarded-Prefix /parley;
                        }""")) {
            isWholeBelow(nginx, server, "http://localhost:" + nginx.port());
        }
    }

    @Test
    void aProxyThatPassesPathsOnNeedsTheAddressOnly() throws Exception {
        try (ParleyServer server =
                        ParleyServer.start(ServerEngine.EMBEDDED, "--parley.address=https://example.org/parley");
                Nginx nginx = before(server, "location / { proxy_pass SERVER; }")) {
            isWholeBelow(nginx, server, "https://example.org");
        }
    }

    private static void isWholeBelow(Nginx nginx, ParleyServer server, String host) throws Exception {
        for (String page : List.of("/parley/", "/parley/dialogs", "/parley/clients/a/b")) {
            String text = nginx.get(page).body();
            List<String> files =
                    NAMED.matcher(text).results().map(match -> match.group(1)).toList();
            assertThat(files).as(page).isNotEmpty().allMatch(file -> file.startsWith("/parley/"));
            for (String file : files) {
                HttpResponse<String> answer = nginx.get(file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .doesNotContain("html");
            }
        }
        URI docs = URI.create("/parley/api-docs");
        for (var match :
                NAMED.matcher(nginx.get(docs.toString()).body()).results().toList()) {
            assertThat(nginx.get(docs.resolve(match.group(1)).toString()).statusCode())
                    .as(match.group(1))
                    .isEqualTo(200);
        }
        assertThat(nginx.get("/parley/openapi.json").body()).contains("\"servers\":[{\"url\":\"/parley\"");
        Account account = server.newAccount();
        String task = account.legacy("POST", "/reports/messages")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
        account.finished(task);
        String file = nginx.get(
                        "/parley/api/v1/reporter/reports/tasks/" + task, "Authorization", "Bearer " + account.unified())
                .body();
        assertThat(file).contains("\"fileUrl\":\"" + host + "/parley/api/v1/reporter/reports/tasks/" + task + "/file");
    }
}
