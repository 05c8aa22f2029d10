// SPDX-License-Identifier: Apache-2.0
package io.parley.server.apidoc;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of the API document that the contract has too. The document declares Parley's additions with
 * {@value #EXTRA}: {@code true} at an operation, at a tag for all its operations, and at a parameter, a schema or a
 * security scheme; in a schema, the list of those of its members or enum values that are additions.
 */
final class ContractPart {
    static final String EXTRA = "x-extra";

    private static final String EXTRAS_PARAMETER = "#/components/parameters/Extras";
    private static final List<String> COMPONENTS = List.of("schemas", "responses", "parameters", "requestBodies");

    private ContractPart() {}

    /** Returns whether a node of the document is declared as an addition as a whole. */
    static boolean isExtra(JsonNode node) {
        return node.path(EXTRA).asBoolean(false);
    }

    /** Declares the operations of a tag that is an addition. */
    static void markOperations(ObjectNode document) {
        Set<String> tags = document.path("tags")
                .valueStream()
                .filter(ContractPart::isExtra)
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        for (Operation operation : Operation.of(document)) {
            if (operation.node().path("tags").valueStream().anyMatch(tag -> tags.contains(tag.asString()))) {
                operation.node().put(EXTRA, true);
            }
        }
    }

    /** Adds the header that asks for additions to each operation of the contract whose answer can have some. */
    static void addHeader(ObjectNode document) {
        for (Operation operation : Operation.of(document)) {
            if (!operation.isExtra() && hasExtras(document, operation.node().path("responses"), new HashSet<>())) {
                operation.node().withArrayProperty("parameters").addObject().put("$ref", EXTRAS_PARAMETER);
            }
        }
    }

    private static boolean hasExtras(ObjectNode document, JsonNode node, Set<String> seen) {
        if (node.path(EXTRA).isArray()) {
            return true;
        }
        JsonNode reference = node.path("$ref");
        if (reference.isString()) {
            return seen.add(reference.asString())
                    && hasExtras(document, resolved(document, reference.asString()), seen);
        }
        return StreamSupport.stream(node.spliterator(), false).anyMatch(child -> hasExtras(document, child, seen));
    }

    /**
     * Returns the document for every caller: members that are additions are not required, because answers lack them
     * unless the caller asks for them.
     */
    static ObjectNode withOptionalExtras(ObjectNode document) {
        ObjectNode published = document.deepCopy();
        everyObject(published, node -> {
            if (node.path("properties").isObject()) {
                removeRequired(node, extras(node));
            }
        });
        return published;
    }

    /**
     * Returns the document of the contract's part: its operations, with answers as callers get them who do not ask for
     * additions.
     */
    static ObjectNode of(ObjectNode document) {
        ObjectNode contract = document.deepCopy();
        removeOperations(contract);
        everyObject(contract, node -> {
            removeAll(node.path("parameters"), parameter -> isExtra(resolved(contract, parameter)));
            narrowAlternatives(contract, node);
            if (isExtra(resolved(contract, node.path("requestBody")))) {
                node.remove("requestBody");
            }
        });
        everyObject(contract, ContractPart::closeSchema);
        removeAll(contract.path("tags"), ContractPart::isExtra);
        removeSecurity(contract);
        // Examples show additions, too, and programs do not need them.
        contract.path("components")
                .path("responses")
                .forEach(response -> response.path("content")
                        .forEach(content -> ((ObjectNode) content).remove(List.of("example", "examples"))));
        removeUnused(contract);
        return contract;
    }

    private static void removeOperations(ObjectNode document) {
        Operation.of(document).stream()
                .filter(Operation::isExtra)
                .forEach(operation ->
                        ((ObjectNode) document.path("paths").path(operation.path())).remove(operation.method()));
        ObjectNode paths = (ObjectNode) document.path("paths");
        paths.remove(paths.propertyStream()
                .filter(path -> path.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList());
    }

    private static void narrowAlternatives(ObjectNode document, ObjectNode node) {
        JsonNode alternatives = node.path("oneOf");
        removeAll(alternatives, alternative -> isExtra(resolved(document, alternative)));
        if (alternatives.size() == 1) {
            ObjectNode only = (ObjectNode) alternatives.get(0);
            node.remove("oneOf");
            node.setAll(only);
        }
    }

    private static void closeSchema(ObjectNode node) {
        Set<String> extras = extras(node);
        if (node.path("properties") instanceof ObjectNode properties) {
            properties.remove(extras);
            removeRequired(node, extras);
        }
        removeAll(node.path("enum"), value -> extras.contains(value.asString()));
        if (node.path(EXTRA).isArray()) {
            node.remove(EXTRA);
        }
    }

    private static void removeSecurity(ObjectNode document) {
        ObjectNode schemes = (ObjectNode) document.path("components").path("securitySchemes");
        Set<String> extras = schemes.propertyStream()
                .filter(scheme -> isExtra(scheme.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        schemes.remove(extras);
        everyObject(
                document,
                node -> removeAll(
                        node.path("security"),
                        scheme -> extras.containsAll(scheme.propertyNames()) && !scheme.isEmpty()));
    }

    private static void removeUnused(ObjectNode document) {
        ObjectNode components = (ObjectNode) document.path("components");
        boolean changed = true;
        while (changed) {
            changed = false;
            Set<String> used = document.findValuesAsString("$ref").stream().collect(Collectors.toSet());
            for (String kind : COMPONENTS) {
                if (components.path(kind) instanceof ObjectNode ofKind) {
                    List<String> unused = ofKind.propertyNames().stream()
                            .filter(name -> !used.contains("#/components/" + kind + "/" + name))
                            .toList();
                    ofKind.remove(unused);
                    changed |= !unused.isEmpty();
                }
            }
        }
    }

    /** Returns the members or values of a schema that are additions. */
    private static Set<String> extras(JsonNode schema) {
        return schema.path(EXTRA).isArray()
                ? schema.path(EXTRA).valueStream().map(JsonNode::asString).collect(Collectors.toSet())
                : Set.of();
    }

    private static void removeRequired(ObjectNode schema, Set<String> names) {
        removeAll(schema.path("required"), name -> names.contains(name.asString()));
        if (schema.path("required").isArray() && schema.path("required").isEmpty()) {
            schema.remove("required");
        }
    }

    private static void removeAll(JsonNode list, Predicate<JsonNode> unwanted) {
        if (list instanceof ArrayNode array) {
            array.removeIf(unwanted);
        }
    }

    private static void everyObject(JsonNode node, Consumer<ObjectNode> change) {
        if (node instanceof ObjectNode object) {
            change.accept(object);
        }
        node.forEach(child -> everyObject(child, change));
    }

    private static JsonNode resolved(ObjectNode document, JsonNode node) {
        return node.path("$ref").isString()
                ? resolved(document, node.path("$ref").asString())
                : node;
    }

    private static JsonNode resolved(ObjectNode document, String reference) {
        return document.at(reference.substring(1));
    }
}
