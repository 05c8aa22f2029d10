// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import io.parley.server.security.LegacyEdition;
import java.util.List;
import java.util.Locale;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds the legacy edition to the document: each call of v1's Reporter API once under each of the edition's prefixes.
 */
final class LegacyPaths {
    private static final String ASYNC_TASK = "#/components/responses/AsyncTask";
    private static final String TASK_ID = "#/components/responses/TaskId";

    private LegacyPaths() {}

    static void addTo(ObjectNode document) {
        List<Operation> calls = Operation.of(document).stream()
                .filter(call -> LegacyEdition.has(call.path()))
                .toList();
        for (String prefix : LegacyEdition.PREFIXES) {
            for (Operation call : calls) {
                add(document, prefix, call);
            }
        }
    }

    private static void add(ObjectNode document, String prefix, Operation v1) {
        String rest = LegacyEdition.rest(v1.path());
        ObjectNode methods = document.withObject("/paths").withObjectProperty(prefix + "{token}" + rest);
        ObjectNode call = legacy(prefix, v1);
        methods.set(v1.method(), call);
        if (LegacyEdition.readsByPost(rest)) {
            methods.set("post", byPost(call));
            ErrorResponseRule.complete(
                    new Operation(document, prefix + "{token}" + rest, "post", (ObjectNode) methods.path("post")));
        }
    }

    private static ObjectNode legacy(String prefix, Operation v1) {
        ObjectNode call = v1.node().deepCopy();
        String edition = prefix.startsWith("/api/") ? "apiLegacy" : "legacy";
        call.put(
                "operationId",
                edition + StringUtils.capitalize(v1.node().path("operationId").asString()));
        call.putArray("tags").add("Legacy");
        call.put(
                "description",
                "What `%s %s` does, in the project of the token."
                        .formatted(v1.method().toUpperCase(Locale.ROOT), v1.path()));
        call.putArray("security");
        ArrayNode parameters = call.putArray("parameters");
        parameters.addObject().put("$ref", "#/components/parameters/ProjectToken");
        v1.parameters()
                .filter(parameter -> !Operation.isProject(parameter) && !Operation.isPageHeader(parameter))
                .forEach(parameter -> parameters.add(parameter.written()));
        for (JsonNode response : call.path("responses")) {
            if (response.path("$ref").asString("").equals(ASYNC_TASK)) {
                ((ObjectNode) response).put("$ref", TASK_ID);
            }
        }
        return call;
    }

    private static ObjectNode byPost(ObjectNode get) {
        ObjectNode post = get.deepCopy();
        post.put("operationId", get.path("operationId").asString() + "ByPost");
        post.put("summary", get.path("summary").asString() + ", by POST");
        post.put(
                "description",
                "The same as by `GET`, also with the parameters in a form or in a JSON object; old clients ask this way.");
        post.putObject("requestBody").put("$ref", "#/components/requestBodies/Parameters");
        return post;
    }
}
