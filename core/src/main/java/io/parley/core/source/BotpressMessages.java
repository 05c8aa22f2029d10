// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Messages of Botpress Cloud, as its API lists them. */
final class BotpressMessages implements Translator {
    private static final String CHANNEL = "botpress";

    private final SourceOptions options;

    BotpressMessages(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode message = entry.value();
        JsonNode payload = message.path("payload");
        Instant time = Times.of(message, options, "createdAt");
        if (time == null) {
            throw new SourceException("createdAt of the message " + entry.text("id") + " is missing");
        }
        Piece.Author author = switch (String.valueOf(entry.text("direction")).toLowerCase(Locale.ROOT)) {
            case "incoming" -> Piece.Author.CLIENT;
            case "outgoing" -> Piece.Author.BOT;
            default ->
                throw new SourceException("direction is '" + Times.shortened(String.valueOf(entry.text("direction")))
                        + "'; expected incoming or outgoing");
        };
        String text = Json.text(payload, "text", "markdown", "title");
        boolean isText = "text".equals(entry.text("type")) || "markdown".equals(entry.text("type"));
        if (text == null && payload.isEmpty()) {
            out.leaveOut("messages without content");
            return;
        }
        @Nullable String bot = Json.text(message, "botId");
        out.piece(Piece.builder(Json.required(message, "conversationId"), Json.required(message, "id"), author, time)
                .botId(options.botId(bot, "my-bot"))
                .channelType(options.channelType(null, CHANNEL))
                .clientId(author == Piece.Author.CLIENT ? entry.text("userId") : null)
                .text(text)
                .payload(isText && text != null ? null : RawJson.object("value", payload))
                .build());
    }
}
