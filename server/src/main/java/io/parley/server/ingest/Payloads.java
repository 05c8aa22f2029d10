// SPDX-License-Identifier: Apache-2.0
package io.parley.server.ingest;

import io.parley.core.log.Analytics;
import io.parley.core.log.Analytics.MessageLabelName;
import io.parley.core.log.Analytics.TextCampaign;
import io.parley.core.log.Json;
import io.parley.core.log.Names;
import io.parley.core.log.Texts;
import io.parley.core.problem.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Common parts of the wire formats. */
final class Payloads {
    private Payloads() {}

    /** Returns a text; null if it is missing or blank. */
    static @Nullable String text(Input record, String name) {
        return Texts.nullIfBlank(record.optional(name, Input::text));
    }

    /** Returns an id; null if it is missing or blank. */
    static @Nullable String id(Input record, String name) {
        return record.member(name)
                .filter(id -> !id.text().isBlank())
                .map(Input::id)
                .orElse(null);
    }

    /** Returns the text of a scalar member; null for none, and for an object or array. */
    static @Nullable String valueText(JsonNode record, String name) {
        JsonNode value = record.path(name);
        return value.isValueNode() && !value.isNull() ? Texts.storable(value.asString()) : null;
    }

    /**
     * Returns a member that is kept as JSON. A value other than an object is wrapped in one, under {@code name},
     * because the contract gives these members the type object.
     */
    static @Nullable Json json(Input record, String member, String name) {
        return record.member(member)
                .map(input -> Json.object(name, input.node()))
                .orElse(null);
    }

    static Names names(Optional<Input> person) {
        return person.map(p -> new Names(text(p, "firstName"), text(p, "lastName"), text(p, "username")))
                .orElse(Names.NONE);
    }

    /**
     * Reads the script's analytics. Members of an unexpected type are ignored, so that they never invalidate the
     * message.
     */
    static Analytics analytics(Optional<Input> noted) {
        if (noted.isEmpty() || !noted.get().node().isObject()) {
            return Analytics.NONE;
        }
        Input analytics = noted.get();
        Map<String, String> data = new LinkedHashMap<>();
        analytics
                .member("sessionData")
                .map(Input::node)
                .filter(JsonNode::isObject)
                .ifPresent(object -> object.properties().forEach(entry -> {
                    if (!entry.getValue().isNull()) {
                        data.put(entry.getKey(), asText(entry.getValue()));
                    }
                }));
        return new Analytics(
                analytics
                        .member("sessionResult")
                        .map(Input::node)
                        .filter(JsonNode::isValueNode)
                        .map(JsonNode::asString)
                        .orElse(null),
                data,
                texts(analytics, "sessionLabels"),
                elements(analytics, "messageLabels").stream()
                        .filter(label -> label.path("labelName").isString())
                        .map(label -> new MessageLabelName(
                                label.path("labelName").asString(),
                                label.path("groupName").isString()
                                        ? label.path("groupName").asString()
                                        : null))
                        .toList(),
                analytics.node().path("nps").isNumber()
                        ? Double.valueOf(analytics.node().path("nps").doubleValue())
                        : null,
                texts(analytics, "sessionTopics"),
                texts(analytics, "scenarioActions"),
                analytics.node().path("automationStatus").isBoolean()
                        ? Boolean.valueOf(
                                analytics.node().path("automationStatus").booleanValue())
                        : null,
                textCampaign(analytics.node().path("textCampaign")));
    }

    private static @Nullable TextCampaign textCampaign(JsonNode campaign) {
        return campaign.isObject()
                ? new TextCampaign(valueText(campaign, "textCampaignId"), valueText(campaign, "textCampaignResult"))
                : null;
    }

    /** Returns the comment in the script's analytics. */
    static @Nullable String comment(Optional<Input> noted) {
        return noted.map(analytics -> analytics.node().path("comment"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse(null);
    }

    private static List<String> texts(Input record, String member) {
        return elements(record, member).stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static String asText(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }

    private static List<JsonNode> elements(Input record, String member) {
        return record.member(member)
                .map(Input::node)
                .filter(JsonNode::isArray)
                .map(array -> array.valueStream().toList())
                .orElse(List.of());
    }
}
