// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.Account;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import io.parley.server.fixture.ServerEngine;
import io.parley.store.account.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, caches and codings, as browsers and proxies use them; this machine plays the trusted proxy. */
class WebSiteTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private static ParleyServer server;
    private static ParleyServer below;

    @BeforeAll
    static void start() {
        server = ParleyServer.start(ServerEngine.EMBEDDED, "--parley.trusted-proxies=127.0.0.1,::1");
        below = ParleyServer.start(ServerEngine.EMBEDDED, "--parley.address=https://example.org/tools/parley/");
    }

    @AfterAll
    static void stop() {
        server.close();
        below.close();
    }

    private static HttpResponse<byte[]> get(ParleyServer from, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(from.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dialogs", "/experiments/7", "/api-docs", "/api-docs/page.js", "/openapi.json"})
    void whatMayChangeWithAnUpgradeIsKnownByItsContentAlone(String path) {
        HttpResponse<byte[]> first = get(server, path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Last-Modified")).isEmpty();
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        String tag = header(first, "ETag");
        assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
        assertThat(get(server, path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(server, path, "If-None-Match", "W/\"0\"").statusCode()).isEqualTo(200);
        assertThat(get(server, path, "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theTagOfAPageFollowsFromWhatIsSent() {
        assertThat(header(get(server, "/"), "ETag"))
                .isNotEqualTo(header(get(server, "/", "X-Forwarded-Prefix", "/parley"), "ETag"));
    }

    @ParameterizedTest
    @CsvSource({"/openapi.json,application/json", "/api-docs/page.css,text/css", "/,text/html"})
    void textsAreCompressedForThoseWhoAcceptIt(String path, String type) throws IOException {
        HttpResponse<byte[]> plain = get(server, path);
        HttpResponse<byte[]> packed = get(server, path, "Accept-Encoding", "gzip, deflate, br");
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Content-Type")).startsWith(type);
        assertThat(header(packed, "Vary").toLowerCase(Locale.ROOT)).contains("accept-encoding");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(header(get(server, path, "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
                .isEmpty();
    }

    @Test
    void assetsAreSentAsTheBuildCompressedThem() throws IOException {
        List<String> assets = NAMED.matcher(text(get(server, "/")))
                .results()
                .map(match -> match.group(1))
                .filter(name -> name.contains("/assets/index-") && name.endsWith(".js"))
                .toList();
        assertThat(assets).isNotEmpty();
        for (String asset : assets) {
            HttpResponse<byte[]> plain = get(server, asset);
            HttpResponse<byte[]> brotli = get(server, asset, "Accept-Encoding", "gzip, br");
            HttpResponse<byte[]> gzip = get(server, asset, "Accept-Encoding", "br;q=0, gzip;q=0.5");
            assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
            assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(plain, "Content-Encoding")).isEmpty();
            for (HttpResponse<byte[]> each : List.of(plain, brotli, gzip)) {
                assertThat(header(each, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
            }
            assertThat(header(brotli, "Content-Type")).isEqualTo(header(plain, "Content-Type"));
            assertThat(header(brotli, "ETag")).isNotEqualTo(header(plain, "ETag"));
            assertThat(brotli.body().length).isLessThan(plain.body().length / 2);
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
                assertThat(in.readAllBytes()).isEqualTo(plain.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dialogs", "/clients/a/b"})
    void thePageNamesItsFilesBelowThePathOfTheProxy(String path) {
        HttpResponse<byte[]> answer = get(server, path, "X-Forwarded-Prefix", "/parley/");
        assertThat(text(answer)).contains("<meta name=\"parley-base\" content=\"/parley/\"");
        List<String> files = NAMED.matcher(text(answer))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(files).isNotEmpty().allMatch(file -> file.startsWith("/parley/"));
        for (String file : files) {
            assertThat(get(server, file.substring("/parley".length())).statusCode())
                    .as(file)
                    .isEqualTo(200);
            // Of a proxy that passes paths on unchanged.
            assertThat(header(get(server, file, "X-Forwarded-Prefix", "/parley"), "Content-Type"))
                    .as(file)
                    .doesNotContain("html");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "/a\"onload", "/a/../b", "/<script>", "https://evil.example", "/%2e%2e/x"})
    void aPrefixThatIsNoPathIsIgnored(String prefix) {
        assertThat(text(get(server, "/", "X-Forwarded-Prefix", prefix)))
                .contains("<meta name=\"parley-base\" content=\"/\"")
                .contains("src=\"/assets/");
    }

    @Test
    void nobodyButATrustedProxyNamesAPrefix() {
        assertThat(text(get(ParleyServer.shared(), "/", "X-Forwarded-Prefix", "/parley")))
                .contains("<meta name=\"parley-base\" content=\"/\"");
    }

    @Test
    void linksCookiesAndTheApiDocumentFollowTheAddressOfTheServer() {
        for (String path : List.of("/openapi.json", "/tools/parley/openapi.json")) {
            assertThat(Json.read(text(get(below, path))).at("/servers/0/url").asString())
                    .isEqualTo("/tools/parley");
        }
        assertThat(text(get(below, "/tools/parley"))).contains("src=\"/tools/parley/assets/");
        assertThat(text(get(below, "/tools/parley/health/live"))).isEqualTo("{\"status\":\"UP\"}");
        Account account = below.newAccount();
        String login = account.newPerson(Role.VIEWER);
        assertThat(below.post("/api/v1/session")
                        .json("{\"login\":\"" + login + "\",\"password\":\"" + Account.PASSWORD + "\"}")
                        .send()
                        .ok()
                        .header("Set-Cookie"))
                .contains("; Path=/tools/parley;");
        assertThat(fileUrl(account)).startsWith("https://example.org/tools/parley/api/v1/reporter/");
    }

    private static String fileUrl(Account account, String... headers) {
        String task = account.legacy("POST", "/reports/messages")
                .send()
                .ok()
                .json()
                .path("taskId")
                .asString();
        account.finished(task);
        var call = account.v1("GET", "/reporter/reports/tasks/" + task);
        for (int i = 0; i < headers.length; i += 2) {
            call.header(headers[i], headers[i + 1]);
        }
        return call.send().ok().json().path("fileUrl").asString();
    }

    @Test
    void linksHaveHostAndPortThatTheOutermostProxyNames() {
        Account account = server.newAccount();
        String https = "X-Forwarded-Proto";
        String host = "X-Forwarded-Host";
        assertThat(fileUrl(account, host, "a.example:8443", https, "https")).startsWith("https://a.example:8443/api/");
        assertThat(fileUrl(account, host, "[2001:db8::1]:8443", https, "https"))
                .startsWith("https://[2001:db8::1]:8443/api/");
        assertThat(fileUrl(account, host, "a.example, b.example", https, "https,http"))
                .startsWith("https://a.example/api/");
        assertThat(fileUrl(account, host, "a_b", https, "https", "X-Forwarded-Port", "444"))
                .startsWith("https://a_b:444/api/");
        assertThat(fileUrl(account, https, "http")).startsWith(server.url() + "/api/");
        assertThat(fileUrl(account, host, "a.example", https, "https", "X-Forwarded-Prefix", "/one, /two"))
                .startsWith("https://a.example/one/two/api/");
    }

    private static String raw(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "parley_server:8080,200",
        "a_b.example,200",
        "_,200",
        "localhost,200",
        "a b,400",
        "a_b:99999,400",
        "a_b:x,400",
        "a_b/c,400"
    })
    void hostsMayHaveUnderscores(String host, int status) throws IOException {
        assertThat(raw("GET /health/live HTTP/1.1\r\nConnection: close\r\nHost: " + host))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void manyCookiesAreAcceptedAndTooManyAreNamed() throws IOException {
        String head = "GET /health/live HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\nCookie: a=";
        assertThat(raw(head + "x".repeat(30_000))).startsWith("HTTP/1.1 200");
        assertThat(raw(head + "x".repeat(40_000)))
                .startsWith("HTTP/1.1 431")
                .contains("an address and headers of more than 32 KB");
    }
}
