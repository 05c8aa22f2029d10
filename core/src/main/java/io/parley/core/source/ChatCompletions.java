// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import io.parley.core.log.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Conversations of language models: {@code {"messages":[{"role","content"}]}} and ShareGPT's {@code {"conversations":[{"from","value"}]}}. Each is a
 * session. A conversation without an id has a hash of its content; repeats in one file are counted.
 */
final class ChatCompletions implements Translator {
    /** Repeats of so many different conversations without ids are told apart; of others they count once. */
    private static final int MOST_HASHES = 200_000;

    private final SourceOptions options;
    private final Map<String, Integer> seen = new HashMap<>();
    private long timeless;

    ChatCompletions(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode value = entry.value();
        JsonNode messages = value.isArray() ? value : value.path(value.has("messages") ? "messages" : "conversations");
        if (!messages.isArray()) {
            throw new SourceException("there is no list messages or conversations");
        }
        String id = Json.text(value, "id", "conversation_id", "session_id", "thread_id");
        String conversation = id == null ? repeated(Json.id(messages)) : id;
        String bot = options.botId(null, "my-bot");
        String client = client(value);
        Instant begin = Times.of(value, options, "timestamp", "created_at", "created", "create_time");
        Instant last = null;
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            Instant own = Times.of(message, options, "timestamp", "created_at", "create_time");
            Instant time = own != null
                    ? own
                    : last != null && begin != null
                            ? last.plus(options.step())
                            : begin != null ? begin : options.startOfFile().plus(steps());
            last = time;
            begin = begin == null ? own : begin;
            Piece.Builder piece = piece(message, conversation, i, time, value, out);
            if (piece != null) {
                pieces.add(piece.position((long) i)
                        .botId(bot)
                        .channelType(options.channelType(Json.text(value, "channel"), "chatapi"))
                        .clientId(client)
                        .sessionId(conversation)
                        .build());
            }
        }
        pieces.forEach(out::piece);
    }

    private Duration steps() {
        return options.step().multipliedBy(timeless++);
    }

    private String repeated(String hash) {
        if (!seen.containsKey(hash) && seen.size() >= MOST_HASHES) {
            return hash;
        }
        int times = seen.merge(hash, 1, Integer::sum);
        return times == 1 ? hash : hash + "-" + times;
    }

    private static @Nullable String client(JsonNode value) {
        String client = Json.text(value, "user", "user_id");
        return client == null ? Json.text(value.path("metadata"), "user", "user_id") : client;
    }

    private static Piece.@Nullable Builder piece(
            JsonNode message, String conversation, int index, Instant time, JsonNode around, Output out) {
        String role = Json.text(message, "role", "from");
        if (role == null) {
            throw new SourceException("the message " + index + " has no role");
        }
        String id = Json.text(message, "id");
        String pieceId = id == null ? String.valueOf(index) : id;
        JsonNode content = message.path(message.has("content") ? "content" : "value");
        String text = text(content);
        return switch (role) {
            case "user", "human" -> {
                if (text == null && content.isEmpty()) {
                    out.leaveOut("messages without content");
                    yield null;
                }
                Piece.Builder piece = Piece.builder(conversation, pieceId, Piece.Author.CLIENT, time)
                        .text(text);
                yield text == null ? piece.payload(types(content)) : piece;
            }
            case "assistant", "gpt", "chatgpt", "bot", "model" -> {
                Usage usage = usage(message, around);
                if (text == null && usage.saysNothing()) {
                    out.leaveOut("messages without content");
                    yield null;
                }
                yield Piece.builder(conversation, pieceId, Piece.Author.BOT, time)
                        .text(text)
                        .usage(usage);
            }
            case "system", "developer" -> {
                out.leaveOut("system prompts");
                yield null;
            }
            default -> {
                out.leaveOut("tool results");
                yield null;
            }
        };
    }

    private static @Nullable String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue().isBlank() ? null : content.stringValue();
        }
        List<@Nullable String> texts = new ArrayList<>();
        content.forEach(part -> texts.add(part.isString() ? part.stringValue() : Json.text(part, "text")));
        return Json.joined(texts, "\n");
    }

    /** The types of contents that are no text; the contents themselves may be images of any size. */
    private static RawJson types(JsonNode content) {
        ArrayNode types = JsonNodeFactory.instance.arrayNode();
        content.forEach(part -> types.add(part.path("type").asString("unknown")));
        return RawJson.object("contentTypes", types);
    }

    private static Usage usage(JsonNode message, JsonNode around) {
        String model = Json.text(message, "model");
        String used = model == null ? Json.text(around, "model") : model;
        List<String> tools = new ArrayList<>();
        for (JsonNode call : Json.elements(message, "tool_calls")) {
            String name = Json.text(call.path("function"), "name");
            tools.add(name == null ? "unknown" : name);
        }
        return new Usage(used == null ? List.of() : List.of(used), tools, null, null, null);
    }
}
