// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.Nlp;
import io.parley.core.log.Piece;
import io.parley.core.log.RawJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of Rasa: of trackers, where the order of the list counts and not the time, and of brokers. An event has a hash of its content as its id, so
 * that it is the same in both.
 */
final class RasaEvents implements Translator {
    private static final String CHANNEL = "rasa";
    /** Senders of a broker's events whose last action is remembered. */
    private static final int MOST_SENDERS = 10_000;

    private final SourceOptions options;
    private final Map<String, Sender> senders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sender> eldest) {
            return size() > MOST_SENDERS;
        }
    };

    /** What earlier events of a sender say of later ones. */
    private static final class Sender {
        @Nullable
        String channel;

        @Nullable
        String action;
        /** Time of the last event of a tracker. */
        @Nullable
        Instant last;
    }

    RasaEvents(SourceOptions options) {
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        JsonNode event = entry.value();
        String own = entry.text("sender_id");
        String sender = own == null ? entry.around("sender_id").asString("") : own;
        if (sender.isBlank()) {
            throw new SourceException("sender_id is missing");
        }
        String name = Json.required(event, "event");
        Instant time = Times.of(event, options, "timestamp");
        if (time == null) {
            throw new SourceException("the timestamp of the event " + name + " is missing");
        }
        boolean isTracker = entry.around() != null;
        Sender known = known(sender, isTracker && entry.index() == 0);
        if (isTracker) {
            time = known.last == null || time.isAfter(known.last) ? time : known.last;
            known.last = time;
        }
        String channel = entry.text("input_channel");
        known.channel = channel == null ? known.channel : channel;
        Piece.@Nullable Builder piece = switch (name) {
            case "user" -> user(event, sender, time);
            case "bot" -> bot(event, sender, time, known);
            case "session_started" ->
                piece(event, sender, Piece.Author.SYSTEM, time)
                        .endsSession(true)
                        .sessionId(sender + "/" + time);
            case "action" -> {
                String action = Json.text(event, "name");
                if (action != null && !action.equals("action_listen")) {
                    known.action = action;
                }
                yield null;
            }
            default -> null;
        };
        if (piece == null) {
            if (!name.equals("action")) {
                out.leaveOut("events of the kind " + Times.shortened(name));
            }
            return;
        }
        String bot = Json.text(event.path("metadata"), "assistant_id");
        out.piece(piece.position(isTracker ? (long) entry.index() : null)
                .botId(options.botId(bot, "my-assistant"))
                .channelType(options.channelType(known.channel, CHANNEL).toLowerCase(Locale.ROOT))
                .clientId(sender)
                .build());
    }

    private Sender known(String sender, boolean isNew) {
        if (isNew) {
            senders.remove(sender);
        }
        return Objects.requireNonNull(senders.computeIfAbsent(sender, any -> new Sender()));
    }

    private Piece.Builder piece(JsonNode event, String sender, Piece.Author author, Instant time) {
        return Piece.builder(
                Times.dayOf(sender, time, options.zone()),
                Json.id(
                        sender,
                        Json.text(event, "event"),
                        Times.of(event, options, "timestamp"),
                        Json.text(event, "message_id"),
                        Json.text(event, "text")),
                author,
                time);
    }

    private Piece.@Nullable Builder user(JsonNode event, String sender, Instant time) {
        JsonNode parsed = event.path("parse_data");
        String intent = Json.text(parsed.path("intent"), "name");
        JsonNode confidence = parsed.path("intent").path("confidence");
        boolean isFallback = "nlu_fallback".equals(intent);
        double sure = confidence.asDouble(-1);
        Nlp nlp = new Nlp(null, null, null, null, null, sure < 0 || sure > 1 ? null : sure, null, null)
                .saying(intent, isFallback ? Boolean.TRUE : null);
        Piece.Builder piece = piece(event, sender, Piece.Author.CLIENT, time).nlp(nlp);
        String text = Json.text(event, "text");
        if (text == null) {
            return null;
        }
        // A shortcut names an intent, and is no phrase of the client.
        return text.startsWith("/") ? piece.event(text.substring(1).replaceFirst("\\{.*", "")) : piece.text(text);
    }

    private Piece.@Nullable Builder bot(JsonNode event, String sender, Instant time, Sender known) {
        String said = Json.text(event.path("metadata"), "utter_action");
        String action = said == null ? known.action : said;
        Nlp nlp = new Nlp(action, null, null, null, null, null, null, null);
        Piece.Builder piece = piece(event, sender, Piece.Author.BOT, time)
                .text(Json.text(event, "text"))
                .nlp("action_default_fallback".equals(known.action) ? nlp.saying(null, true) : nlp);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        event.path("data").properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                data.set(member.getKey(), member.getValue());
            }
        });
        if (Json.text(event, "text") == null && data.isEmpty()) {
            return null;
        }
        return data.isEmpty() ? piece : piece.payload(RawJson.of(data));
    }
}
