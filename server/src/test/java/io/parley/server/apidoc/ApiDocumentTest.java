// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.ApiDocument.Operation;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.ParleyServer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The API document and the server agree. */
class ApiDocumentTest {
    private static final ParleyServer SERVER = ParleyServer.shared();

    @Test
    void theDocumentHasEveryRouteOfTheServerAndNoOther() {
        Set<String> routes = SERVER.part(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("io.parley"))
                .flatMap(entry -> routes(entry.getKey()))
                .filter(route -> !route.endsWith(" /error"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = ApiDocument.operations().stream()
                .map(ApiDocumentTest::routed)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(routes);
    }

    @Test
    void theLegacyEditionIsTheReporterApiUnderBothItsPaths() {
        Set<String> v1 = routedFrom("/api/v1/").stream()
                .filter(route -> route.contains("/reporter/"))
                .collect(Collectors.toSet());
        assertThat(routedFrom("/reporter/p/{token}/")).isEqualTo(v1);
        assertThat(routedFrom("/api/reporter/p/{token}/")).isEqualTo(v1);
    }

    @Test
    void theServerGivesOutItsDocument() {
        assertThat(SERVER.get("/openapi.json").send().ok().json())
                .isEqualTo(Json.read(Json.text(ApiDocumentBuilder.published())));
        assertThat(SERVER.get("/openapi.json")
                        .query("extras", false)
                        .send()
                        .ok()
                        .json())
                .isEqualTo(Json.read(Json.text(ApiDocumentBuilder.contract())));
    }

    private static Set<String> routedFrom(String prefix) {
        return ApiDocument.operations().stream()
                .filter(operation -> operation.path().startsWith(prefix))
                .map(ApiDocumentTest::routed)
                .collect(Collectors.toSet());
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(pattern -> info.getMethodsCondition().getMethods().isEmpty()
                        ? Stream.of("any " + pattern)
                        : info.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + unnamed(pattern)));
    }

    /** Path under which the server handles an operation: a filter has removed the token. */
    private static String routed(Operation operation) {
        String path = operation.path();
        String method = operation.method();
        if (path.contains("/reporter/p/{token}")) {
            String rest = path.replaceFirst(".*/p/\\{token}", "");
            String async = "/api/v1/async/reporter" + rest;
            path = ApiDocument.operations().stream().anyMatch(v1 -> v1.path().equals(async))
                    ? async
                    : "/api/v1/reporter" + rest;
            method = rest.equals("/messages/by-session") ? "GET" : method;
        }
        return method + " " + unnamed(path.replace("/external-bot/{token}", "/external-bot"));
    }

    private static String unnamed(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }
}
