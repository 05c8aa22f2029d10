// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.ClientNames;
import io.parley.core.log.Piece;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat that WhatsApp wrote as text, in the form of Android ({@code 15.09.26, 14:40 - Anna: text}) or of iOS
 * ({@code [15.09.26, 14:40:00] Anna: text}).
 *
 * <p>Messages have no ids; a hash of time, author and text is the id. Messages of the same minute or second are a millisecond apart, in the order of
 * the file. Messages wait until the order of day and month and a client are known.
 */
final class WhatsAppChat implements Translator {
    private static final String CHANNEL = "whatsapp";
    /** Most messages that wait. */
    private static final int MOST_WAITING = 10_000;
    /** Longest message, in characters. */
    private static final int LONGEST = 1 << 20;

    private static final Pattern MESSAGE = Pattern.compile(
            "\\[?(?<a>\\d{1,4})(?<separator>[./-])(?<b>\\d{1,2})[./-](?<c>\\d{2,4}),? +(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2}))?"
                    + "(?: ?(?<half>[AaPp])\\.? ?[Mm]\\.?)?(?:\\] ?| - )(?<rest>.*)");
    private static final Pattern AUTHOR = Pattern.compile("(?<author>[^:]{1,100}): ?(?<text>.*)", Pattern.DOTALL);
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200E\\u200F\\u202A-\\u202E\\uFEFF]");
    private static final Pattern SPACES = Pattern.compile("[\\u00A0\\u202F\\u2009]");

    private final SourceOptions options;
    private final List<Message> waiting = new ArrayList<>();
    private SourceOptions.@Nullable DateOrder order;
    private @Nullable String client;
    private @Nullable Message open;
    private @Nullable Instant lastTime;
    private int withinTime;
    private final Map<String, Integer> sameTime = new HashMap<>();

    /** A message as it stands. */
    private static final class Message {
        final String place;
        final Matcher head;
        final StringBuilder text;

        Message(String place, Matcher head) {
            this.place = place;
            this.head = head;
            text = new StringBuilder(head.group("rest"));
        }
    }

    WhatsAppChat(SourceOptions options) {
        this.options = options;
        order = options.dateOrder();
    }

    /** Whether a line begins a message. */
    static boolean isMessage(String line) {
        return MESSAGE.matcher(plain(line)).matches();
    }

    private static String plain(String line) {
        return SPACES.matcher(INVISIBLE.matcher(line).replaceAll("")).replaceAll(" ");
    }

    @Override
    public void read(Entry entry, Output out) {
        String line = INVISIBLE.matcher(entry.value().asString("")).replaceAll("");
        Matcher head = MESSAGE.matcher(plain(line));
        if (head.matches()) {
            close(out);
            open = new Message(entry.place(), head);
        } else if (open == null) {
            if (!line.isBlank()) {
                throw new SourceException("the line begins no message, and no message stands before it");
            }
        } else if (open.text.length() < LONGEST) {
            open.text.append('\n').append(line);
        }
    }

    @Override
    public void end(Output out) {
        close(out);
        if (waiting.isEmpty()) {
            return;
        }
        requireOrder();
        client = client == null ? CHANNEL : client;
        flush(out);
    }

    private void close(Output out) {
        Message message = open;
        open = null;
        if (message == null) {
            return;
        }
        Matcher said = AUTHOR.matcher(message.text);
        if (!said.matches()) {
            out.leaveOut("messages of WhatsApp itself");
            return;
        }
        if (order == null) {
            order = orderOf(message.head);
        }
        String author = said.group("author").strip();
        if (!author.equals(options.botNameOfFile(author)) && client == null) {
            client = author;
        }
        waiting.add(message);
        if (order != null && client != null) {
            flush(out);
        } else if (waiting.size() > MOST_WAITING) {
            requireOrder();
            throw new MissingOptionException(
                    "has no message of anybody but " + author, "--bot-name", "the name of the bot");
        }
    }

    private void requireOrder() {
        if (order == null) {
            throw new MissingOptionException(
                    "does not say whether the day or the month stands first in its dates", "--date-order", "dmy");
        }
    }

    private static SourceOptions.@Nullable DateOrder orderOf(Matcher head) {
        int first = Integer.parseInt(head.group("a"));
        int second = Integer.parseInt(head.group("b"));
        boolean saysDay =
                !head.group("separator").equals("/") || head.group("a").length() == 4 || first > 12;
        return saysDay ? SourceOptions.DateOrder.DMY : second > 12 ? SourceOptions.DateOrder.MDY : null;
    }

    private void flush(Output out) {
        List<Message> ready = List.copyOf(waiting);
        waiting.clear();
        for (Message message : ready) {
            out.at(message.place);
            try {
                give(message, out);
            } catch (SourceException unreadable) {
                out.problem(String.valueOf(unreadable.getMessage()));
            }
        }
    }

    private void give(Message message, Output out) {
        Matcher said = AUTHOR.matcher(message.text);
        if (!said.matches()) {
            return;
        }
        String author = said.group("author").strip();
        String text = said.group("text").strip();
        if (text.isEmpty()) {
            out.leaveOut("messages without text");
            return;
        }
        String bot = options.botNameOfFile(author);
        Instant written = time(message.head);
        boolean isSame = written.equals(lastTime);
        if (!isSame) {
            sameTime.clear();
        }
        withinTime = isSame ? withinTime + 1 : 0;
        lastTime = written;
        int repeat = sameTime.merge(Json.id(author, text), 1, Integer::sum);
        String chat = Json.id(CHANNEL, bot, client);
        Piece.Builder piece = Piece.builder(
                        Times.dayOf(chat, written, options.zone()),
                        Json.id(chat, written, author, text, repeat),
                        author.equals(bot) ? Piece.Author.BOT : Piece.Author.CLIENT,
                        written.plus(Duration.ofMillis(withinTime)))
                .botId(options.botId(bot, bot))
                .channelType(options.channelType(null, CHANNEL))
                .text(text);
        if (!author.equals(bot)) {
            piece.clientId(author).clientNames(new ClientNames(author, null, null));
        }
        out.piece(piece.build());
    }

    private Instant time(Matcher head) {
        int first = number(head, "a");
        int second = number(head, "b");
        int third = number(head, "c");
        boolean isYearFirst = head.group("a").length() == 4;
        boolean isDayFirst = Objects.requireNonNull(order) == SourceOptions.DateOrder.DMY;
        int year = isYearFirst ? first : third < 100 ? 2000 + third : third;
        int month = isYearFirst || isDayFirst ? second : first;
        int day = isYearFirst ? third : isDayFirst ? first : second;
        int hour = number(head, "hour");
        String half = head.group("half");
        if (half != null) {
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("p") ? 12 : 0);
        }
        int secondOfMinute = head.group("second") == null ? 0 : number(head, "second");
        try {
            return Times.within(
                    LocalDateTime.of(year, month, day, hour, number(head, "minute"), secondOfMinute)
                            .atZone(options.zoneOfFile())
                            .toInstant(),
                    String.valueOf(year));
        } catch (DateTimeException impossible) {
            throw new SourceException("the time of the message is impossible: " + Times.shortened(head.group())
                    + "; the order of day and month can be given with --date-order");
        }
    }

    private static int number(Matcher head, String group) {
        return Integer.parseInt(head.group(group));
    }
}
