// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The response data of an exchange whose answer has several pieces. */
final class ResponsePayloads {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REPLIES = "replies";

    private ResponsePayloads() {}

    /**
     * Joins the payloads of a bot's pieces: their replies in order, and of other members the last value.
     *
     * @param transfers whether a reply is added that hands the dialog to a human agent
     * @return null for nothing
     */
    static @Nullable RawJson joined(List<RawJson> payloads, boolean transfers) {
        if (payloads.isEmpty()) {
            return transfers ? ReplySummary.TRANSFER_ONLY : null;
        }
        if (payloads.size() == 1 && !transfers) {
            return payloads.getFirst();
        }
        ObjectNode joined = JsonNodeFactory.instance.objectNode();
        ArrayNode replies = JsonNodeFactory.instance.arrayNode();
        if (transfers) {
            replies.addObject().put("type", ReplySummary.TRANSFER);
        }
        for (RawJson payload : payloads) {
            read(payload).properties().forEach(member -> {
                if (member.getKey().equals(REPLIES) && member.getValue().isArray()) {
                    member.getValue().forEach(replies::add);
                } else {
                    joined.set(member.getKey(), member.getValue());
                }
            });
        }
        if (!replies.isEmpty()) {
            joined.set(REPLIES, replies);
        }
        return RawJson.of(joined);
    }

    private static JsonNode read(RawJson payload) {
        try {
            return JSON.readTree(payload.text());
        } catch (JacksonException notOurJson) {
            throw new IllegalStateException("a kept payload is JSON", notOurJson);
        }
    }
}
