// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** API document as this server publishes it, and the ids of its operations. */
@Component
public final class PublishedApiDocument {
    private final byte[] bytes;
    private final Map<String, String> ids;

    PublishedApiDocument(JsonMapper json) {
        ObjectNode document = ApiDocumentBuilder.read();
        this.bytes = json.writeValueAsBytes(document);
        this.ids = Operation.of(document).stream()
                .collect(Collectors.toMap(
                        operation -> call(operation.method(), operation.path()),
                        operation -> operation.node().path("operationId").asString()));
    }

    /** Returns the document as JSON. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Returns the id of an operation.
     *
     * @param template its path as in the controllers: without the token, which a filter has removed. The names of
     *     path parameters are ignored
     */
    public Optional<String> operationId(String method, String template) {
        return Optional.ofNullable(ids.get(call(method.equals("HEAD") ? "GET" : method, template)));
    }

    private static String call(String method, String template) {
        return method.toUpperCase(Locale.ROOT) + " "
                + template.replace("/{token}", "").replaceAll("\\{[^}]*}", "{}");
    }
}
