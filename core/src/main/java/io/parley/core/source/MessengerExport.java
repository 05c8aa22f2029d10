// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.ClientNames;
import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A thread of Messenger's or Instagram's export. Messages have no ids; a hash of the content is the id. */
final class MessengerExport implements Translator {
    private static final String CHANNEL = "facebook";
    private static final String[] MEDIA = {"photos", "videos", "audio_files", "files", "gifs", "sticker", "share"};

    private final SourceOptions options;

    MessengerExport(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode message = entry.value();
        String author = String.valueOf(Json.mended(Json.required(message, "sender_name")));
        String bot = options.botNameOfFile(author);
        Instant time = Times.of(message, options, "timestamp_ms");
        if (time == null) {
            throw new SourceException("timestamp_ms is missing");
        }
        String path = entry.around("thread_path").asString("");
        String thread = path.isEmpty() ? entry.around("title").asString("thread") : path;
        String text = Json.mended(Json.text(message, "content"));
        ArrayNode media = JsonNodeFactory.instance.arrayNode();
        for (String kind : MEDIA) {
            if (message.has(kind)) {
                media.add(kind);
            }
        }
        if (text == null && media.isEmpty()) {
            out.leaveOut("messages without content");
            return;
        }
        Piece.Builder piece = Piece.builder(
                        Times.dayOf(thread, time, options.zone()),
                        Json.id(thread, author, time, text, media),
                        author.equals(bot) ? Piece.Author.BOT : Piece.Author.CLIENT,
                        time)
                .botId(options.botId(bot, bot))
                .channelType(options.channelType(null, CHANNEL))
                .text(text)
                .payload(media.isEmpty() ? null : RawJson.object("media", media));
        if (!author.equals(bot)) {
            piece.clientId(Json.id(thread, author)).clientNames(new ClientNames(author, null, null));
        }
        out.piece(piece.build());
    }
}
