// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import io.parley.server.fixture.ApiDocument;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.PopulatedAccount;
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

/** Request in its parts, valid at first; each part may be mutated before it is sent. */
final class FuzzedRequest {
    private static final String JSON_LINES = "application/x-ndjson";

    /** Query parameter with its percent-encoded value; its encoding may be wrong. */
    record Parameter(String name, String value) {}

    String method;
    String path;
    final List<Parameter> query = new ArrayList<>();
    /** Headers as they are sent, without those that describe the body. */
    final List<String> headers = new ArrayList<>();
    /** Null where the call reads no body. */
    String contentType;

    byte[] body;
    /** Its {@code Content-Length}, or the header that replaces it. */
    String framing;

    /** The body as a tree, until it is {@link #seal sealed}; null where the call reads none. */
    JsonNode tree;

    private boolean lines;

    private FuzzedRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /**
     * Returns a request that the document allows.
     *
     * @param operation as in the document
     */
    static FuzzedRequest of(
            ApiDocument.Operation operation,
            JsonNode described,
            ValidValues samples,
            PopulatedAccount furnished,
            Random dice) {
        boolean bots = operation.path().startsWith("/restapi/");
        String token =
                bots ? furnished.account().ingestToken() : furnished.account().projectToken();
        FuzzedRequest specimen = new FuzzedRequest(operation.method(), furnished.path(operation, encoded(token)));
        if (!operation.path().contains("{token}")) {
            specimen.headers.add("Authorization: Bearer " + furnished.account().unified());
        }
        for (JsonNode written : described.path("parameters")) {
            JsonNode parameter = samples.resolved(written);
            String name = parameter.path("name").asString();
            boolean asked = parameter.path("required").asBoolean(false)
                    // Always present, because most calls require it when several projects are accessible.
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

    /** Converts the tree to bytes. */
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

    /**
     * Returns the path as the server interprets it: absolute URLs are allowed, and a bot's call may have any prefix.
     */
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
