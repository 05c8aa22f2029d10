// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.ClientNames;
import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Telegram Desktop's export, of one chat or of an account. In a chat with a bot the bot is known; elsewhere an option says who it is. */
final class TelegramExport implements Translator {
    private static final String CHANNEL = "telegram";
    private static final String USER = "user";
    /** Part of the place of a message in the export of an account, also in one of left chats. */
    private static final String ACCOUNT = "chats.list[";

    private final SourceOptions options;

    TelegramExport(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode message = entry.value();
        if (!"message".equals(entry.text("type"))) {
            out.leaveOut("service messages");
            return;
        }
        String chat = entry.around("id").asString("");
        boolean isWithBot = "bot_chat".equals(entry.around("type").asString(""));
        if (!isWithBot && entry.place().contains(ACCOUNT)) {
            // An account has the private chats of its owner.
            out.leaveOut("messages of Telegram chats without a bot; a chat that is exported by itself is read");
            return;
        }
        String author = entry.text("from_id");
        String name = entry.text("from");
        if (author == null && name == null) {
            throw new SourceException("from and from_id of the message " + entry.text("id") + " are missing");
        }
        boolean isBot;
        String bot;
        if (isWithBot && options.botName() == null) {
            bot = USER + chat;
            isBot = bot.equals(author);
        } else {
            bot = options.botNameOfFile(name == null ? Objects.requireNonNull(author) : name);
            isBot = bot.equals(name) || bot.equals(author);
        }
        Instant time = Times.of(message, options, "date_unixtime", "date");
        if (time == null) {
            throw new SourceException("the date of the message " + entry.text("id") + " is missing");
        }
        String text = text(message);
        ObjectNode media = JsonNodeFactory.instance.objectNode();
        for (String member : new String[] {"media_type", "mime_type", "sticker_emoji", "location_information"}) {
            if (message.has(member)) {
                media.set(member, message.get(member));
            }
        }
        if (message.has("photo")) {
            media.put("media_type", "photo");
        }
        if (text == null && media.isEmpty()) {
            out.leaveOut("messages without content");
            return;
        }
        Piece.Builder piece = Piece.builder(
                        Times.dayOf(chat, time, options.zone()),
                        Json.required(message, "id"),
                        isBot ? Piece.Author.BOT : Piece.Author.CLIENT,
                        time)
                .botId(options.botId(bot, bot))
                .channelType(options.channelType(null, CHANNEL))
                .text(text)
                .payload(media.isEmpty() ? null : RawJson.of(media));
        if (isBot) {
            piece.replyTo(entry.text("reply_to_message_id"));
        } else {
            piece.clientId(author == null ? name : author).clientNames(new ClientNames(name, null, null));
        }
        if (message.has("edited_unixtime")) {
            Instant edited = Times.of(message, options, "edited_unixtime");
            piece.version(edited == null ? null : edited.getEpochSecond());
        }
        out.piece(piece.build());
    }

    private static @Nullable String text(JsonNode message) {
        JsonNode text = message.path("text");
        if (text.isString()) {
            return text.stringValue().isBlank() ? null : text.stringValue();
        }
        List<@Nullable String> texts = new ArrayList<>();
        text.forEach(part -> texts.add(
                part.isString() ? part.stringValue() : part.path("text").asString("")));
        String joined = String.join("", texts.stream().map(String::valueOf).toList());
        return joined.isBlank() ? null : joined;
    }
}
