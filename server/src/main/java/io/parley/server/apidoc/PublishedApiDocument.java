// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** API document as this server publishes it, and the ids of its operations. */
@Component
public final class PublishedApiDocument {
    private final Below published;
    private final Below contract;
    private final Map<String, String> ids;
    /** Operations that the contract lacks. */
    private final Set<String> extras;

    PublishedApiDocument(JsonMapper json) {
        ObjectNode document = ApiDocumentBuilder.published();
        this.published = Below.of(json.writeValueAsString(document));
        this.contract = Below.of(json.writeValueAsString(ApiDocumentBuilder.contract()));
        this.ids = Operation.of(document).stream()
                .collect(Collectors.toMap(
                        operation -> call(operation.method(), operation.path()),
                        operation -> operation.node().path("operationId").asString()));
        this.extras = Operation.of(document).stream()
                .filter(Operation::isExtra)
                .map(operation -> call(operation.method(), operation.path()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the document as JSON.
     *
     * @param prefix the path below which the reader reaches this server; empty for none
     */
    byte[] bytes(String prefix) {
        return published.bytes(prefix);
    }

    /** Returns the document of the contract's part as JSON; the parameter is that of {@link #bytes}. */
    byte[] contractBytes(String prefix) {
        return contract.bytes(prefix);
    }

    /**
     * Returns whether the contract has an operation too.
     *
     * @param template as in {@link #operationId}
     */
    boolean isInContract(String method, String template) {
        return operationId(method, template).isPresent() && !extras.contains(call(withoutHead(method), template));
    }

    /**
     * Returns the id of an operation.
     *
     * @param template its path as in the controllers: without the token, which a filter has removed. The names of
     *     path parameters are ignored
     */
    public Optional<String> operationId(String method, String template) {
        return Optional.ofNullable(ids.get(call(withoutHead(method), template)));
    }

    private static String withoutHead(String method) {
        return method.equals("HEAD") ? "GET" : method;
    }

    private static String call(String method, String template) {
        return method.toUpperCase(Locale.ROOT) + " "
                + template.replace("/{token}", "").replaceAll("\\{[^}]*}", "{}");
    }

    /**
     * A document that names the path of its server.
     *
     * @param beginning JSON up to that path
     * @param rest JSON after it
     */
    private record Below(byte[] beginning, byte[] rest) {
        private static final String SERVER = "\"url\":\"/\"";

        static Below of(String json) {
            int server = json.indexOf(SERVER, json.indexOf("\"servers\"")) + SERVER.length() - 2;
            return new Below(
                    json.substring(0, server).getBytes(StandardCharsets.UTF_8),
                    json.substring(server + 1).getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes(String prefix) {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream(beginning.length + prefix.length() + rest.length + 1);
            bytes.writeBytes(beginning);
            bytes.writeBytes((prefix.isEmpty() ? "/" : prefix).getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(rest);
            return bytes.toByteArray();
        }
    }
}
