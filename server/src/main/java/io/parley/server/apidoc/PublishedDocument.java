// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API document as this server gives it out, and what it calls its calls. */
@Component
public final class PublishedDocument {
    private final byte[] bytes;
    private final Map<String, String> ids;

    PublishedDocument(JsonMapper json) {
        ObjectNode document = CompletedDocument.read();
        this.bytes = json.writeValueAsBytes(document);
        this.ids = Operation.of(document).stream()
                .collect(Collectors.toMap(
                        operation -> call(operation.method(), operation.path()),
                        operation -> operation.node().path("operationId").asString()));
    }

    /** As JSON. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * The id of a call.
     *
     * @param template its path, as controllers have it: without the token, which is taken out before; what parameters are called in it does
     *     not matter
     */
    public Optional<String> operationId(String method, String template) {
        return Optional.ofNullable(ids.get(call(method.equals("HEAD") ? "GET" : method, template)));
    }

    private static String call(String method, String template) {
        return method.toUpperCase(Locale.ROOT) + " "
                + template.replace("/{token}", "").replaceAll("\\{[^}]*}", "{}");
    }
}
