// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.server.apidoc.Operation.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules by which calls return errors: which calls, with which status. A call that is an exception to a rule lists the
 * statuses in the document under {@value #NEVER}.
 */
enum ErrorResponseRule {
    BAD_REQUEST(400, "BadRequest", call -> call.hasBody() || call.parameters().anyMatch(ErrorResponseRule::canBeWrong)),
    UNAUTHORIZED(401, "Unauthorized", Operation::hasCaller),
    FORBIDDEN(403, "Forbidden", Operation::hasCaller),
    NOT_FOUND(404, "NotFound", call -> call.parameters().anyMatch(ErrorResponseRule::namesSomething)),
    TOO_LARGE(413, "TooLarge", Operation::hasBody),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType", Operation::hasBody),
    TOO_MANY_REQUESTS(429, "TooManyRequests", call -> true),
    FAILURE(500, "Failure", call -> true),
    UNAVAILABLE(503, "Unavailable", call -> true);

    static final String NEVER = "x-never";

    private final String status;
    private final String response;
    private final Predicate<Operation> when;

    /**
     * @param response name of the response among the document's components
     * @param when the calls that may return it
     */
    ErrorResponseRule(int status, String response, Predicate<Operation> when) {
        this.status = Integer.toString(status);
        this.response = response;
        this.when = when;
    }

    private static boolean canBeWrong(Parameter parameter) {
        return switch (parameter.in()) {
            case "query" -> true;
            case "header" -> !Operation.isPageHeader(parameter);
            // Any text is a valid id; an unknown one leads to 404, not 400.
            case "path" -> !parameter.type().equals("string");
            default -> false;
        };
    }

    private static boolean namesSomething(Parameter parameter) {
        return Operation.isProject(parameter) || parameter.in().equals("path") && !Operation.isToken(parameter);
    }

    /** Returns the error responses that a call has by rule, by status, as nodes of the document. */
    static Map<String, JsonNode> byRule(Operation call) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.when.test(call))
                .filter(refusal -> call.node()
                        .path(NEVER)
                        .valueStream()
                        .noneMatch(never -> never.asString().equals(refusal.status)))
                .collect(Collectors.toMap(refusal -> refusal.status, ErrorResponseRule::reference));
    }

    private JsonNode reference() {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/responses/" + response);
    }

    /** Adds the error responses to a call and sorts its responses by status. Responses written by hand are kept. */
    static void complete(Operation call) {
        Map<String, JsonNode> all = new TreeMap<>(byRule(call));
        ObjectNode responses = call.node().withObject("/responses");
        responses.propertyStream().forEach(written -> all.put(written.getKey(), written.getValue()));
        responses.removeAll();
        responses.setAll(all);
        call.node().remove(NEVER);
    }
}
