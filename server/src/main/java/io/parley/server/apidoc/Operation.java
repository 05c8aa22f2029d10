// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operation of an API document.
 *
 * @param method in lower case, as in the document
 * @param node the operation's node in the document; changing it changes the document
 */
record Operation(ObjectNode document, String path, String method, ObjectNode node) {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /**
     * Parameter of an operation.
     *
     * @param type JSON Schema type of its values
     * @param written its node in the document, which may be a reference
     */
    record Parameter(String in, String name, String type, JsonNode written) {
        boolean is(String in, String name) {
            return this.in.equals(in) && this.name.equals(name);
        }
    }

    static List<Operation> of(ObjectNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new Operation(
                                document, path.getKey(), member.getKey(), (ObjectNode) member.getValue())))
                .toList();
    }

    Stream<Parameter> parameters() {
        return node.path("parameters").valueStream().map(written -> {
            JsonNode parameter = resolved(written);
            return new Parameter(
                    parameter.path("in").asString(),
                    parameter.path("name").asString(),
                    parameter.path("schema").path("type").asString(""),
                    written);
        });
    }

    /** Returns whether the contract lacks this operation. */
    boolean isExtra() {
        return ContractPart.isExtra(node);
    }

    boolean hasBody() {
        return node.has("requestBody");
    }

    /** Returns whether the call is authenticated: by a token in a header or in the path, or by the page's cookie. */
    boolean hasCaller() {
        JsonNode security = node.has("security") ? node.path("security") : document.path("security");
        return !security.isEmpty() || parameters().anyMatch(Operation::isToken);
    }

    static boolean isToken(Parameter parameter) {
        return parameter.is("path", "token");
    }

    /** Returns whether this is the header that only has to be present; its value does not matter. */
    static boolean isPageHeader(Parameter parameter) {
        return parameter.is("header", "X-Parley-Page");
    }

    static boolean isProject(Parameter parameter) {
        return parameter.is("query", "projectShortName");
    }

    private JsonNode resolved(JsonNode written) {
        JsonNode reference = written.path("$ref");
        return reference.isMissingNode()
                ? written
                : document.at(reference.asString().substring(1));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
