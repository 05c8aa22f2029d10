// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.ParleyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The API document as a page: complete, served by this server alone, and permitted by the content security policy. */
class ApiDocumentPageTest {
    private static final ParleyServer SERVER = ParleyServer.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern LOADED = Pattern.compile("<(?:script|link)[^>]*?(?:src|href)=\"([^\"]+)\"");
    private static final Pattern OTHER_HOST = Pattern.compile("(?i)(?:https?:|['\"])//");
    /** XML namespaces of SVG images inside a style look like URLs but are not loaded. */
    private static final Pattern LOADED_BY_STYLE = Pattern.compile("(?i)url\\(\\s*+['\"]?+(?!data:|#)|@import");

    @Test
    void thePageLoadsFilesOfThisServerOnly() throws Exception {
        String page = SERVER.get("/api-docs").send().ok().text();
        assertThat(page)
                .doesNotContainPattern(OTHER_HOST)
                .doesNotContainPattern("<script(?![^>]* src=)|<style| on[a-z]+=| style=");
        List<String> files =
                LOADED.matcher(page).results().map(file -> file.group(1)).toList();
        assertThat(files)
                .containsExactly(
                        "api-docs/swagger-ui.css",
                        "api-docs/page.css",
                        "api-docs/swagger-ui-bundle.js",
                        "api-docs/page.js");
        for (String file : files) {
            HttpResponse<String> answer = get("/" + file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith(file.endsWith(".js") ? "text/javascript" : "text/css");
            assertThat(answer.body()).isNotBlank();
        }
        // The library's script contains host names in comments and links; the content security policy prevents
        // requests to them.
        assertThat(get("/api-docs")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("default-src 'self'");
        for (String style : List.of("/api-docs/page.css", "/api-docs/swagger-ui.css")) {
            assertThat(get(style).body()).as(style).doesNotContainPattern(LOADED_BY_STYLE);
        }
        assertThat(get("/api-docs/page.js").body())
                .contains("'openapi.json'", "validatorUrl: null")
                .doesNotContainPattern(OTHER_HOST);
    }

    @Test
    void theLibraryComesWithItsLicences() throws Exception {
        assertThat(get("/api-docs/swagger-ui-bundle.js.LICENSE.txt").statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(SERVER.url() + path)).build(), BodyHandlers.ofString());
    }
}
