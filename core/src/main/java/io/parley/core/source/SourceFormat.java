// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Formats of files, in the order in which they are tried (docs/import.md). */
public enum SourceFormat {
    /** Parley's own messages, as {@code messages/filter} returns them and {@code ingest/messages} takes them. */
    MESSAGES(
            false,
            entry -> entry.value().has("questionId"),
            options -> new OwnRecords(ImportedRecord.Kind.MESSAGES, options)),
    /** Parley's own pieces. */
    PIECES(false, SourceFormat::isPiece, options -> new OwnRecords(ImportedRecord.Kind.PIECES, options)),
    /** Lists of messages with {@code role} and {@code content}, of OpenAI's API and those like it. */
    OPENAI(true, entry -> entry.value().path("role").isString(), ChatCompletions::new),
    /** Lists of messages with {@code from} and {@code value}. */
    SHAREGPT(
            true,
            entry -> entry.value().path("from").isString() && entry.value().has("value"),
            ChatCompletions::new),
    /** {@code conversations.json} of ChatGPT's export. */
    CHATGPT(true, entry -> entry.value().path("mapping").isObject(), ChatGptExport::new),
    /** Trackers of Rasa, and events of its brokers. */
    RASA(
            false,
            entry -> entry.value().path("event").isString()
                    && (entry.value().has("sender_id")
                            || entry.around("sender_id").isValueNode()),
            RasaEvents::new),
    /** Messages and webhooks of Chatwoot. */
    CHATWOOT(
            false,
            entry -> (entry.value().has("message_type")
                            && (entry.value().has("conversation_id")
                                    || entry.value().has("conversation")))
                    || (entry.value().path("event").isString() && entry.value().has("account")),
            ChatwootMessages::new),
    /** Messages of Botpress Cloud. */
    BOTPRESS(
            false,
            entry -> entry.value().path("direction").isString() && entry.value().has("conversationId"),
            BotpressMessages::new),
    /** Transcripts of the Bot Framework and the Microsoft 365 Agents SDK. */
    BOTFRAMEWORK(
            false,
            entry -> entry.value().path("type").isString()
                    && (entry.value().path("from").isObject()
                            || entry.value().path("conversation").isObject()
                            || entry.value().has("channelId")),
            BotFrameworkTranscript::new),
    /** {@code result.json} of Telegram Desktop. */
    TELEGRAM(
            false,
            entry -> Set.of("message", "service")
                            .contains(entry.value().path("type").asString(""))
                    && entry.value().has("date"),
            TelegramExport::new),
    /** {@code message_1.json} of Messenger's and Instagram's export. */
    MESSENGER(
            false,
            entry -> entry.value().has("sender_name") && entry.value().has("timestamp_ms"),
            MessengerExport::new),
    /** Conversation history of Dialogflow CX, from its API or from BigQuery. */
    DIALOGFLOW(
            false,
            entry -> entry.value().has("conversation_name")
                    || entry.value().has("requestUtterances")
                    || (entry.value().path("request").isObject()
                            && entry.value().path("response").isObject()),
            DialogflowHistory::new),
    /** A chat that WhatsApp wrote as text. */
    WHATSAPP(
            false,
            entry -> entry.value().isString()
                    && WhatsAppChat.isMessage(entry.value().stringValue()),
            WhatsAppChat::new);

    private static final Set<String> AUTHORS = Set.of("client", "bot", "operator", "system");

    private final boolean isWhole;
    private final Predicate<Entry> fits;
    private final Function<SourceOptions, Translator> translator;

    SourceFormat(boolean isWhole, Predicate<Entry> fits, Function<SourceOptions, Translator> translator) {
        this.isWhole = isWhole;
        this.fits = fits;
        this.translator = translator;
    }

    /** Returns the name as the command line has it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the names of all formats, for messages. */
    public static String titles() {
        return String.join(
                ", ", Arrays.stream(values()).map(SourceFormat::title).toList());
    }

    /** Whether the translator takes a conversation as a whole, and not each record of its list. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether a value can be of this format. */
    boolean fits(Entry entry) {
        return fits.test(entry);
    }

    Translator translator(SourceOptions options) {
        return translator.apply(options);
    }

    private static boolean isPiece(Entry entry) {
        return entry.value().has("id")
                && AUTHORS.contains(entry.value().path("author").asString("").toLowerCase(Locale.ROOT));
    }
}
