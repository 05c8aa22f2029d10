// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.ClientNames;
import io.parley.core.log.Operator;
import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Messages of Chatwoot: webhooks, answers of its API, and conversations with their messages. Private notes are left out. */
final class ChatwootMessages implements Translator {
    private static final String CHANNEL = "chatwoot";

    private final SourceOptions options;

    ChatwootMessages(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode message = entry.value();
        String event = entry.text("event");
        if (event != null && !event.equals("message_created") && !event.equals("message_updated")) {
            if (event.equals("conversation_resolved")
                    || (event.equals("conversation_status_changed") && "resolved".equals(entry.text("status")))) {
                resolved(message, out);
            } else {
                out.leaveOut("webhooks " + Times.shortened(event));
            }
            return;
        }
        String type = String.valueOf(entry.text("message_type")).toLowerCase(Locale.ROOT);
        if (message.path("private").asBoolean(false)) {
            out.leaveOut("private notes");
            return;
        }
        if (type.equals("activity") || type.equals("2")) {
            out.leaveOut("activity messages");
            return;
        }
        JsonNode conversation = message.path("conversation");
        String ofConversation = Json.text(conversation, "id");
        String around = entry.around("id").asString("");
        String id = ofConversation != null ? ofConversation : entry.text("conversation_id");
        id = id == null && !around.isEmpty() ? around : id;
        if (id == null) {
            throw new SourceException("conversation_id of the message " + entry.text("id") + " is missing");
        }
        Instant time = Times.of(message, options, "created_at");
        if (time == null) {
            throw new SourceException("created_at of the message " + entry.text("id") + " is missing");
        }
        JsonNode sender = message.path("sender");
        Piece.Author author = author(type, sender, Json.text(message, "sender_type"));
        String text = Json.text(message, "content");
        JsonNode attachments = message.path("attachments");
        if (text == null && attachments.isEmpty()) {
            out.leaveOut("messages without content");
            return;
        }
        Piece.Builder piece = piece(message, id, Json.required(message, "id"), author, time)
                .text(text)
                .payload(attachments.isEmpty() ? null : RawJson.object("attachments", attachments));
        String channel = Json.text(conversation, "channel");
        String aroundChannel = entry.around("channel").asString("");
        channel = channel != null ? channel : aroundChannel.isEmpty() ? null : aroundChannel;
        piece.channelType(options.channelType(channel(channel), CHANNEL));
        String name = Json.text(sender, "name");
        if (author == Piece.Author.OPERATOR) {
            String operator = Json.text(sender, "id");
            piece.operator(new Operator(
                    operator == null ? "unknown" : operator,
                    name,
                    null,
                    Json.text(sender, "avatar", "thumbnail"),
                    null));
        } else if (author == Piece.Author.CLIENT) {
            piece.clientId(client(conversation, sender)).clientNames(new ClientNames(name, null, null));
        }
        out.piece(piece.build());
    }

    private void resolved(JsonNode webhook, Output out) {
        Instant time = Times.of(webhook, options, "updated_at", "timestamp", "last_activity_at");
        String id = Json.text(webhook, "id");
        if (id == null || time == null) {
            out.leaveOut("webhooks without a time");
            return;
        }
        out.piece(piece(webhook, id, "resolved-" + time, Piece.Author.SYSTEM, time)
                .channelType(options.channelType(channel(Json.text(webhook, "channel")), CHANNEL))
                .endsSession(true)
                .build());
    }

    private Piece.Builder piece(JsonNode message, String conversation, String id, Piece.Author author, Instant time) {
        String inbox = Json.text(message.path("inbox"), "id");
        String other = inbox == null ? Json.text(message, "inbox_id") : inbox;
        String last = other == null ? Json.text(message.path("conversation"), "inbox_id") : other;
        return Piece.builder(conversation, id, author, time).botId(options.botId(last, "my-inbox"));
    }

    private static Piece.Author author(String type, JsonNode sender, @Nullable String senderType) {
        String of = senderType == null ? Json.text(sender, "type") : senderType;
        String kind = String.valueOf(of).toLowerCase(Locale.ROOT);
        return switch (type) {
            case "incoming", "0" -> Piece.Author.CLIENT;
            case "template", "3" -> Piece.Author.BOT;
            case "outgoing", "1" -> kind.equals("user") ? Piece.Author.OPERATOR : Piece.Author.BOT;
            default ->
                throw new SourceException("message_type is '" + Times.shortened(type)
                        + "'; expected incoming, outgoing, activity, template, or 0 to 3");
        };
    }

    private static @Nullable String client(JsonNode conversation, JsonNode sender) {
        String source = Json.text(conversation.path("contact_inbox"), "source_id");
        return source == null ? Json.text(sender, "id") : source;
    }

    /** {@code Channel::WebWidget} becomes {@code webwidget}. */
    private static @Nullable String channel(@Nullable String channel) {
        return channel == null ? null : channel.replaceFirst("^Channel::", "").toLowerCase(Locale.ROOT);
    }
}
