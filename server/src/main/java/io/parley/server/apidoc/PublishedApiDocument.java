// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
    private static final String SERVER = "\"url\":\"/\"";

    /** The document up to the path of the server, and the rest of it. */
    private final byte[] beginning;

    private final byte[] rest;
    private final Map<String, String> ids;

    PublishedApiDocument(JsonMapper json) {
        ObjectNode document = ApiDocumentBuilder.read();
        String text = json.writeValueAsString(document);
        int server = text.indexOf(SERVER, text.indexOf("\"servers\"")) + SERVER.length() - 2;
        this.beginning = text.substring(0, server).getBytes(StandardCharsets.UTF_8);
        this.rest = text.substring(server + 1).getBytes(StandardCharsets.UTF_8);
        this.ids = Operation.of(document).stream()
                .collect(Collectors.toMap(
                        operation -> call(operation.method(), operation.path()),
                        operation -> operation.node().path("operationId").asString()));
    }

    /**
     * Returns the document as JSON.
     *
     * @param prefix the path below which the reader reaches this server; empty for none
     */
    byte[] bytes(String prefix) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(beginning.length + prefix.length() + rest.length + 1);
        bytes.writeBytes(beginning);
        bytes.writeBytes((prefix.isEmpty() ? "/" : prefix).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(rest);
        return bytes.toByteArray();
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
