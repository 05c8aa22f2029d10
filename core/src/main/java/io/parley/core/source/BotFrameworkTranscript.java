// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.ClientNames;
import io.parley.core.log.Nlp;
import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Activities of the Bot Framework and the Microsoft 365 Agents SDK: a list, or an object with the list {@code transcript}. */
final class BotFrameworkTranscript implements Translator {
    private static final String CHANNEL = "botframework";

    private final SourceOptions options;
    private @Nullable String conversation;
    private @Nullable String bot;
    private @Nullable String channel;
    private @Nullable Instant last;

    BotFrameworkTranscript(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode activity = entry.value();
        String type = Json.text(activity, "type");
        if (type == null) {
            out.leaveOut("activities without type");
            return;
        }
        String named = Json.text(activity.path("conversation"), "id");
        if (named != null && !named.equals(conversation)) {
            conversation = named;
            last = null;
        }
        if (conversation == null) {
            conversation = Json.id(activity);
        }
        String channelId = Json.text(activity, "channelId");
        channel = channelId == null ? channel : channelId;
        Instant own = Times.of(activity, options, "timestamp", "localTimestamp");
        Instant time = own != null ? own : last != null ? last.plusMillis(1) : options.startOfFile();
        last = time;
        JsonNode from = activity.path("from");
        boolean isBot = isBot(from, activity.path("recipient"));
        String account = Json.text(isBot ? from : activity.path("recipient"), "id");
        bot = bot == null ? account : bot;
        String id = Json.text(activity, "id");
        Piece.@Nullable Builder piece = piece(
                activity,
                type,
                isBot,
                Piece.builder(
                        conversation,
                        id == null ? Json.id(conversation, time, activity) : id,
                        author(type, isBot),
                        time));
        if (piece == null) {
            out.leaveOut("activities of the type " + Times.shortened(type));
            return;
        }
        String name = Json.text(from, "name");
        piece.botId(options.botId(bot, "my-bot"))
                .channelType(options.channelType(channel, CHANNEL))
                .replyTo(Json.text(activity, "replyToId"));
        if (!isBot && Json.text(from, "id") != null) {
            piece.clientId(Json.text(from, "id")).clientNames(new ClientNames(name, null, null));
        }
        out.piece(piece.build());
    }

    private boolean isBot(JsonNode from, JsonNode recipient) {
        String role = Json.text(from, "role");
        String other = Json.text(recipient, "role");
        if (role != null || other != null) {
            return "bot".equals(role) || "skill".equals(role) || (role == null && "user".equals(other));
        }
        String name = Json.text(from, "name", "id");
        return name != null
                && (name.equals(options.botNameOfFile(name))
                        || Objects.equals(Json.text(from, "id"), options.botName()));
    }

    private static Piece.Author author(String type, boolean isBot) {
        return switch (type) {
            case "message", "event", "invoke" -> isBot ? Piece.Author.BOT : Piece.Author.CLIENT;
            default -> Piece.Author.SYSTEM;
        };
    }

    private static Piece.@Nullable Builder piece(JsonNode activity, String type, boolean isBot, Piece.Builder piece) {
        String text = Json.text(activity, "text");
        JsonNode value = activity.path("value");
        return switch (type) {
            case "message" -> {
                ObjectNode payload = JsonNodeFactory.instance.objectNode();
                for (String member : new String[] {"attachments", "suggestedActions", "value"}) {
                    if (!activity.path(member).isEmpty()
                            || activity.path(member).isNumber()) {
                        payload.set(member, activity.get(member));
                    }
                }
                if (text == null && payload.isEmpty()) {
                    yield null;
                }
                // A card that a client submits has a value and no text.
                yield piece.text(text)
                        .payload(payload.isEmpty() ? null : RawJson.of(payload))
                        .event(text == null && !isBot ? "cardSubmit" : null);
            }
            case "event", "invoke" -> {
                String name = Json.text(activity, "name");
                yield isBot
                        ? null
                        : piece.event(name == null ? type : name)
                                .payload(value.isContainer() ? RawJson.object("value", value) : null);
            }
            case "conversationUpdate", "handoff", "installationUpdate" -> piece.event(type);
            case "endOfConversation" -> piece.endsSession(true);
            case "trace" -> trace(activity, value, piece);
            default -> null;
        };
    }

    /** Reads what a recogniser found, of the dialects of LUIS, CLU and Copilot Studio. */
    private static Piece.@Nullable Builder trace(JsonNode activity, JsonNode value, Piece.Builder piece) {
        JsonNode intents = value.path("recognizerResult").path("intents");
        JsonNode found = intents.isObject() ? intents : value.path("intents");
        String replyTo = Json.text(activity, "replyToId");
        String best = Json.text(value, "intentTitle", "topIntent");
        double score = -1;
        if (found.isObject()) {
            for (var each : found.properties()) {
                double own =
                        each.getValue().path("score").asDouble(each.getValue().asDouble(0));
                if (own > score) {
                    score = own;
                    best = each.getKey();
                }
            }
        }
        if (best == null || replyTo == null) {
            return null;
        }
        return piece.belongsTo(replyTo)
                .nlp(new Nlp(null, null, null, null, null, score < 0 || score > 1 ? null : score, null, null)
                        .saying(best, best.equalsIgnoreCase("None") ? Boolean.TRUE : null));
    }
}
