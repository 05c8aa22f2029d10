// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.Piece;
import io.parley.core.log.Usage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** ChatGPT's export: a tree of messages, of which the branch that was shown last counts. */
final class ChatGptExport implements Translator {
    private static final String NAME = "chatgpt";
    private final SourceOptions options;

    ChatGptExport(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode value = entry.value();
        JsonNode mapping = value.path("mapping");
        if (!mapping.isObject()) {
            throw new SourceException("there is no object mapping");
        }
        String id = Json.text(value, "conversation_id", "id");
        String conversation = id == null ? Json.id(mapping) : id;
        Instant time = Times.of(value, options, "create_time");
        String bot = options.botId(NAME, NAME);
        long position = 0;
        for (JsonNode message : branch(mapping, Json.required(value, "current_node"))) {
            Instant own = Times.of(message, options, "create_time");
            time = own != null ? own : time != null ? time : options.startOfFile();
            Piece.Builder piece = piece(message, conversation, time, out);
            if (piece != null) {
                out.piece(piece.position(position++)
                        .botId(bot)
                        .channelType(options.channelType(null, NAME))
                        .sessionId(conversation)
                        .build());
            }
        }
    }

    /** Returns the messages from the root to a node. */
    private static Deque<JsonNode> branch(JsonNode mapping, String last) {
        Deque<JsonNode> branch = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (String at = last; at != null && seen.add(at); at = Json.text(mapping.path(at), "parent")) {
            JsonNode message = mapping.path(at).path("message");
            if (message.isObject()) {
                branch.addFirst(message);
            }
        }
        return branch;
    }

    private static Piece.@Nullable Builder piece(JsonNode message, String conversation, Instant time, Output out) {
        String role = Json.text(message.path("author"), "role");
        JsonNode metadata = message.path("metadata");
        String text = text(message.path("content"));
        if (metadata.path("is_visually_hidden_from_conversation").asBoolean(false) || "system".equals(role)) {
            out.leaveOut("system prompts");
            return null;
        }
        if (text == null || role == null) {
            out.leaveOut("messages without text");
            return null;
        }
        String model = Json.text(metadata, "model_slug");
        return switch (role) {
            case "user" ->
                Piece.builder(conversation, Json.required(message, "id"), Piece.Author.CLIENT, time)
                        .text(text);
            case "assistant" ->
                Piece.builder(conversation, Json.required(message, "id"), Piece.Author.BOT, time)
                        .text(text)
                        .usage(new Usage(model == null ? List.of() : List.of(model), List.of(), null, null, null));
            default -> {
                out.leaveOut("tool results");
                yield null;
            }
        };
    }

    private static @Nullable String text(JsonNode content) {
        List<@Nullable String> texts = new ArrayList<>();
        content.path("parts").forEach(part -> texts.add(part.isString() ? part.stringValue() : null));
        return Json.joined(texts, "\n");
    }
}
