// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Content of the bot's replies beyond the plain answer ({@code responseData.replies}).
 *
 * @param texts all words in all kinds of reply, buttons and raw ones too, one a line; null for none
 * @param areThere whether there is a reply at all, such as a picture without words
 * @param transfer whether a reply hands the dialog to a human agent, not counting those that only send the agent a text
 */
public record ReplySummary(@Nullable String texts, boolean transfer, boolean areThere) {
    public static final ReplySummary NONE = new ReplySummary(null, false, false);

    /** Replies with these words and such a transfer. */
    public ReplySummary(@Nullable String texts, boolean transfer) {
        this(texts, transfer, true);
    }

    /** The response of a redacted message: it keeps only the fact of a transfer to a human agent. */
    static final RawJson TRANSFER_ONLY = new RawJson("{\"replies\":[{\"type\":\"switch\"}]}");

    /** The {@code type} of such a reply. */
    static final String TRANSFER = "switch";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Members of a reply without text for the client. */
    private static final List<String> NO_WORDS = List.of("type", "state", "errorStacktrace");

    public static ReplySummary of(@Nullable RawJson responseData) {
        if (responseData == null || !responseData.text().contains("\"replies\"")) {
            return NONE;
        }
        try {
            JsonNode replies = JSON.readTree(responseData.text()).path("replies");
            if (!replies.isArray()) {
                return NONE;
            }
            List<String> texts = new ArrayList<>();
            boolean transfer = false;
            for (JsonNode reply : replies) {
                collect(reply, texts);
                transfer |= reply.path("type").asString("").equals(TRANSFER)
                        && !reply.path("oneTimeMessage").asBoolean(false);
            }
            return new ReplySummary(texts.isEmpty() ? null : String.join("\n", texts), transfer, !replies.isEmpty());
        } catch (JacksonException notOurJson) {
            throw new IllegalStateException("a kept payload is JSON", notOurJson);
        }
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isString()) {
            texts.add(TextNormalizer.storable(Objects.requireNonNull(node.asString())));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, texts));
        } else if (node.isObject()) {
            node.properties().stream()
                    .filter(member -> !NO_WORDS.contains(member.getKey()))
                    .forEach(member -> collect(member.getValue(), texts));
        }
    }
}
