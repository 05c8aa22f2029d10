// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

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
    private final byte[] bytes;
    private final byte[] contract;
    private final Map<String, String> ids;
    /** Operations that the contract lacks. */
    private final Set<String> extras;

    PublishedApiDocument(JsonMapper json) {
        ObjectNode document = ApiDocumentBuilder.published();
        this.bytes = json.writeValueAsBytes(document);
        this.contract = json.writeValueAsBytes(ApiDocumentBuilder.contract());
        this.ids = Operation.of(document).stream()
                .collect(Collectors.toMap(
                        operation -> call(operation.method(), operation.path()),
                        operation -> operation.node().path("operationId").asString()));
        this.extras = Operation.of(document).stream()
                .filter(Operation::isExtra)
                .map(operation -> call(operation.method(), operation.path()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the document as JSON. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the document of the contract's part as JSON. */
    byte[] contractBytes() {
        return contract;
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
}
