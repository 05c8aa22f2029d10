package io.parley.core.filter;

import io.parley.core.log.Stamped;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that is true of a message, a session or a client and can be filtered by: where it is found in a row in memory, and
 * under which name the store keeps it.
 *
 * @param <T> its value
 * @param scope the row it belongs to
 * @param column the store's name for it: a column of the row's table, or for a set the link table
 * @param read its value in a row; null for none
 */
public sealed interface Attribute<T> {
    Scope scope();

    String column();

    Function<Facts, @Nullable T> read();

    /** A text. */
    record Text(Scope scope, String column, Function<Facts, @Nullable String> read) implements Attribute<String> {}

    /** A moment; every row has one. */
    record Moment(Scope scope, String column, Function<Facts, @Nullable Instant> read) implements Attribute<Instant> {}

    /** A whole number; every row has one. */
    record Count(Scope scope, String column, Function<Facts, @Nullable Long> read) implements Attribute<Long> {}

    /** Yes or no; every row has one. */
    record Flag(Scope scope, String column, Function<Facts, @Nullable Boolean> read) implements Attribute<Boolean> {}

    /** Ids of things linked to the row, labels for instance. */
    record IdSet(Scope scope, String column, String idColumn, Function<Facts, @Nullable Set<Long>> read)
            implements Attribute<Set<Long>> {}

    // Message
    Moment MESSAGE_TIME = new Moment(Scope.MESSAGE, "time", f -> message(f).row().turn().time());
    Text QUESTION = new Text(Scope.MESSAGE, "question", f -> message(f).row().turn().question());

    // Session
    Text SESSION_ID = new Text(Scope.SESSION, "session_id", f -> session(f).row().sessionId());
    Text BOT_ID = new Text(Scope.SESSION, "bot_id", f -> session(f).row().botId());
    Text CHANNEL_TYPE = new Text(Scope.SESSION, "channel_type", f -> session(f).row().channelType());
    Moment SESSION_START = new Moment(Scope.SESSION, "start_time", f -> session(f).row().start());
    Count QUESTION_COUNT = new Count(Scope.SESSION, "question_count", f -> session(f).row().questionCount());
    Flag HAS_QUESTIONS = new Flag(Scope.SESSION, "has_questions", f -> session(f).row().questionCount() > 0);
    IdSet SESSION_LABELS = new IdSet(Scope.SESSION, "session_label_link", "label_id", f -> session(f).labels());

    // Client
    Text CLIENT_ID = new Text(Scope.CLIENT, "client_id", f -> client(f).row().clientId());
    Text CLIENT_NAME = new Text(Scope.CLIENT, "display_name", f -> {
        var names = Stamped.valueOf(client(f).row().names());
        return names == null ? null : names.display();
    });

    private static Facts.OfMessage message(Facts facts) {
        return (Facts.OfMessage) facts;
    }

    private static Facts.OfSession session(Facts facts) {
        return (Facts.OfSession) facts;
    }

    private static Facts.OfClient client(Facts facts) {
        return (Facts.OfClient) facts;
    }
}
