// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.Furnished;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.RawRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A request in its parts, right at first; each part may be spoiled before it is sent. */
final class Specimen {
    private static final String JSON_LINES = "application/x-ndjson";

    /** A parameter of the address, its value percent-encoded, perhaps wrongly. */
    record Parameter(String name, String value) {}

    String method;
    String path;
    final List<Parameter> query = new ArrayList<>();
    /** As they go over the wire; those that say what the body is are apart. */
    final List<String> headers = new ArrayList<>();
    /** Null where the call reads no body. */
    String contentType;

    byte[] body;
    /** Its {@code Content-Length}, or what stands in its place. */
    String framing;

    /** The body as a tree, until it is {@link #seal sealed}; null where the call reads none. */
    JsonNode tree;

    private boolean lines;

    private Specimen(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /**
     * A request that the document allows.
     *
     * @param operation as the document has it
     */
    static Specimen of(
            ApiDocument.Operation operation, JsonNode described, Samples samples, Furnished furnished, Random dice) {
        boolean bots = operation.path().startsWith("/restapi/");
        String token =
                bots ? furnished.account().ingestToken() : furnished.account().projectToken();
        Specimen specimen = new Specimen(operation.method(), furnished.path(operation, encoded(token)));
        if (!operation.path().contains("{token}")) {
            specimen.headers.add("Authorization: Bearer " + furnished.account().unified());
        }
        for (JsonNode written : described.path("parameters")) {
            JsonNode parameter = samples.resolved(written);
            String name = parameter.path("name").asString();
            boolean asked = parameter.path("required").asBoolean(false)
                    // Which of several projects is meant has to be said more often than not.
                    || name.equals("projectShortName")
                    || dice.nextBoolean();
            if (asked && parameter.path("in").asString().equals("query")) {
                JsonNode value =
                        name.equals("timeout") ? Json.read("0") : samples.value(name, parameter.path("schema"));
                specimen.query.add(
                        new Parameter(name, encoded(value.isValueNode() ? value.asString() : value.toString())));
            }
        }
        JsonNode content = samples.resolved(described.path("requestBody")).path("content");
        if (!content.isEmpty()) {
            JsonNode media = content.path("application/json");
            JsonNode examples = media.path("examples");
            JsonNode example = examples.isEmpty()
                    ? media.path("example")
                    : samples.resolved(examples.iterator().next()).path("value");
            specimen.tree = example.isMissingNode() || dice.nextBoolean()
                    ? samples.value(media.path("schema"))
                    : example.deepCopy();
            specimen.lines = content.has(JSON_LINES) && specimen.tree.isArray() && dice.nextBoolean();
            specimen.contentType = specimen.lines ? JSON_LINES : "application/json";
        }
        return specimen;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    boolean hasBody() {
        return contentType != null;
    }

    /** Makes bytes of the tree. */
    void seal() {
        if (body == null) {
            body = tree == null
                    ? new byte[0]
                    : (lines && tree instanceof ArrayNode array ? Json.lines(elements(array)) : Json.text(tree))
                            .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static List<JsonNode> elements(ArrayNode array) {
        return array.valueStream().toList();
    }

    byte[] bytes() {
        List<String> all = new ArrayList<>(headers);
        if (contentType != null && !contentType.isEmpty()) {
            all.add("Content-Type: " + contentType);
        }
        if (framing != null) {
            all.add(framing);
        } else if (body.length > 0 || !method.equals("GET")) {
            all.add("Content-Length: " + body.length);
        }
        return RawRequest.bytes(method + " " + target() + " HTTP/1.1", all, body);
    }

    private String target() {
        return query.isEmpty()
                ? path
                : path + "?"
                        + query.stream()
                                .map(each -> each.name() + "=" + each.value())
                                .collect(Collectors.joining("&"));
    }

    /** The path as the server understands it: whole addresses are allowed, too, and before the path of a bot's call anything may stand. */
    String pathOfAddress() {
        return path.replaceFirst("^http://[^/]+", "").replaceFirst("^.*(?=/restapi/external-bot/)", "");
    }

    Set<String> queryParameters() {
        return query.stream().map(Parameter::name).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        return text.length() > 700 ? text.substring(0, 700) + "… (" + text.length() + ")" : text;
    }
}
