package io.parley.core.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that is reported to the conversation log, already understood, whatever wire format it came in. */
public sealed interface LogRecord {

    /** One exchange. */
    record Message(Origin origin, Turn turn) implements LogRecord {}

    /**
     * What became of a bot's message; may arrive before the message.
     *
     * @param botId null when the sender knows only the question id: then it holds for that id in every bot of the project
     */
    record Status(@Nullable String botId, String questionId, MessageStatus status, Instant at) implements LogRecord {}

    /** The dialog was handed to a human agent; may arrive before the session's messages. */
    record Transfer(String botId, String clientId, String sessionId, String questionId, Instant at) implements LogRecord {}
}
