// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.log.TextNormalizer;
import io.parley.core.log.TimestampedValue;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property of a message, session or client that filters can test. It contains the function that reads the value from
 * a row in memory, and the name under which the store keeps the value.
 *
 * @param <T> type of the value
 */
public sealed interface Attribute<T> {
    /** Returns the kind of row that has the attribute. */
    Scope scope();

    /** Returns the name in the store: a column of the row's table, or the table of linked rows. */
    String column();

    /** Returns the function that reads the value from a row; it returns null for a missing value. */
    Function<FilterContext, @Nullable T> read();

    /**
     * A text.
     *
     * @param isId whether it tells things apart: as an option, and where case matters, an id is compared byte by byte
     */
    record Text(Scope scope, String column, Function<FilterContext, @Nullable String> read, boolean isId)
            implements Attribute<String> {
        Text(Scope scope, String column, Function<FilterContext, @Nullable String> read) {
            this(scope, column, read, false);
        }

        static Text id(Scope scope, String column, Function<FilterContext, @Nullable String> read) {
            return new Text(scope, column, read, true);
        }

        /** The form in which its values, and what they are compared with, are compared. */
        public String compared(String value, boolean caseSensitive) {
            return compared(value, caseSensitive, isId);
        }

        /** The same of any text. */
        public static String compared(String value, boolean caseSensitive, boolean isId) {
            return !caseSensitive ? TextNormalizer.folded(value) : isId ? value : TextNormalizer.canonical(value);
        }
    }

    /** A point in time; every row has one. */
    record Moment(Scope scope, String column, Function<FilterContext, @Nullable Instant> read)
            implements Attribute<Instant> {}

    /** A number. */
    record Number(Scope scope, String column, Function<FilterContext, @Nullable Double> read)
            implements Attribute<Double> {}

    /** A boolean; null when the value was not reported. */
    record Flag(Scope scope, String column, Function<FilterContext, @Nullable Boolean> read)
            implements Attribute<Boolean> {}

    /**
     * Entities linked to the row, such as labels.
     *
     * @param of type of the identifiers: {@link Long} ids or {@link String} keys
     * @param idColumn column of the link table that contains the identifier
     */
    record Links<E>(
            Scope scope, String column, String idColumn, Class<E> of, Function<FilterContext, @Nullable Set<E>> read)
            implements Attribute<Set<E>> {}

    // Message
    Moment MESSAGE_TIME =
            new Moment(Scope.MESSAGE, "time", f -> message(f).row().turn().time());
    Text MESSAGE_TYPE =
            new Text(Scope.MESSAGE, "message_type", f -> message(f).row().turn().type());
    Text QUESTION =
            new Text(Scope.MESSAGE, "question", f -> message(f).row().turn().question());
    Text ANSWER =
            new Text(Scope.MESSAGE, "text_answer", f -> message(f).row().turn().textAnswer());
    /** Search it together with {@link #ANSWER}: a store may keep only the text that the answer does not contain. */
    Text REPLIES = new Text(
            Scope.MESSAGE, "reply_texts", f -> message(f).row().turn().replies().texts());

    Text COMMENT =
            new Text(Scope.MESSAGE, "comment", f -> message(f).row().turn().comment());
    Text EXCEPTION =
            new Text(Scope.MESSAGE, "exception", f -> message(f).row().turn().exception());
    Text NLP_CLASS = new Text(
            Scope.MESSAGE, "nlp_class", f -> message(f).row().turn().nlp().nlpClass());
    Text NLP_STATE = new Text(
            Scope.MESSAGE, "nlp_state", f -> message(f).row().turn().nlp().state());
    Text RULE_TYPE = new Text(
            Scope.MESSAGE, "nlp_rule_type", f -> message(f).row().turn().nlp().ruleType());
    Text INTENT = new Text(Scope.MESSAGE, "intent", f -> message(f).row().turn().intent());
    Text ROUTE_STATE =
            new Text(Scope.MESSAGE, "route_state", f -> message(f).row().turn().routeState());
    Flag IS_CLIENT_MESSAGE = new Flag(
            Scope.MESSAGE, "is_client_message", f -> message(f).row().turn().isClientMessage());
    Flag WHILE_BLOCKED =
            new Flag(Scope.MESSAGE, "blocked", f -> message(f).row().blocked());
    Links<Long> MESSAGE_LABELS = new Links<>(
            Scope.MESSAGE,
            "message_label_link",
            "label_id",
            Long.class,
            f -> message(f).labels());
    Links<String> MODELS = new Links<>(
            Scope.MESSAGE,
            "message_model",
            "name",
            String.class,
            f -> Set.copyOf(message(f).row().turn().usage().models()));
    Links<String> TOOLS = new Links<>(
            Scope.MESSAGE,
            "message_tool",
            "name",
            String.class,
            f -> Set.copyOf(message(f).row().turn().usage().tools()));

    // Session
    Text SESSION_ID = Text.id(Scope.SESSION, "session_id", f -> session(f).row().sessionId());
    Text BOT_ID = Text.id(Scope.SESSION, "bot_id", f -> session(f).row().botId());
    Text CHANNEL_TYPE =
            new Text(Scope.SESSION, "channel_type", f -> session(f).row().channelType());
    Moment SESSION_START =
            new Moment(Scope.SESSION, "start_time", f -> session(f).row().start());
    Moment SESSION_END =
            new Moment(Scope.SESSION, "end_time", f -> session(f).row().end());
    Number MESSAGE_COUNT = new Number(
            Scope.SESSION, "message_count", f -> (double) session(f).row().messageCount());
    Number QUESTION_COUNT = new Number(
            Scope.SESSION, "question_count", f -> (double) session(f).row().questionCount());
    Flag HAS_QUESTIONS =
            new Flag(Scope.SESSION, "has_questions", f -> session(f).row().questionCount() > 0);
    Flag IS_TEST = new Flag(Scope.SESSION, "is_test", f -> session(f).row().test());
    Flag BEGUN_BY_BOT =
            new Flag(Scope.SESSION, "begun_by_bot", f -> session(f).row().startedByBot());
    Flag TRANSFER_REPLY =
            new Flag(Scope.SESSION, "transfer_reply", f -> session(f).row().transferReply());
    Text RESULT = new Text(
            Scope.SESSION,
            "result",
            f -> TimestampedValue.valueOf(session(f).row().result()));
    Text AUTOMATION =
            new Text(Scope.SESSION, "automation", f -> session(f).row().automationStatus());
    Number NPS = new Number(
            Scope.SESSION, "nps", f -> TimestampedValue.valueOf(session(f).row().nps()));
    Number CALL_TASK_ID = new Number(Scope.SESSION, "call_task_id", f -> {
        Long id = session(f).row().call().taskId();
        return id == null ? null : Double.valueOf(id);
    });
    /** For a phone call: true when the client placed it. */
    Flag CALL_INCOMING = new Flag(
            Scope.SESSION, "call_incoming", f -> session(f).row().call().incoming());

    Text CAMPAIGN_ID = Text.id(
            Scope.SESSION,
            "campaign_id",
            f -> TimestampedValue.valueOf(session(f).row().campaignId()));
    Text CAMPAIGN_RESULT = new Text(
            Scope.SESSION,
            "campaign_result",
            f -> TimestampedValue.valueOf(session(f).row().campaignResult()));
    Links<Long> SESSION_LABELS = new Links<>(
            Scope.SESSION,
            "session_label_link",
            "label_id",
            Long.class,
            f -> session(f).labels());
    Links<String> TOPICS = new Links<>(
            Scope.SESSION,
            "session_topic",
            "name",
            String.class,
            f -> session(f).topics());
    Links<String> ACTIONS = new Links<>(
            Scope.SESSION,
            "session_action",
            "name",
            String.class,
            f -> session(f).actions());
    Links<String> TRANSFERS = new Links<>(
            Scope.SESSION,
            "transfer",
            "question_id",
            String.class,
            f -> session(f).transfers());

    // Client
    Text CLIENT_ID = Text.id(Scope.CLIENT, "client_id", f -> client(f).row().clientId());
    Text CLIENT_NAME = new Text(
            Scope.CLIENT, "display_name", f -> client(f).row().knownNames().display());
    Moment CLIENT_JOIN =
            new Moment(Scope.CLIENT, "join_time", f -> client(f).row().join());
    Moment CLIENT_LAST_VISIT =
            new Moment(Scope.CLIENT, "last_visit", f -> client(f).row().lastVisit());

    private static FilterContext.OfMessage message(FilterContext facts) {
        return (FilterContext.OfMessage) facts;
    }

    private static FilterContext.OfSession session(FilterContext facts) {
        return (FilterContext.OfSession) facts;
    }

    private static FilterContext.OfClient client(FilterContext facts) {
        return (FilterContext.OfClient) facts;
    }
}
