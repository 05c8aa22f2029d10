// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import io.parley.core.log.LogRecord;
import io.parley.server.demo.BotProfiles.Production;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Generated conversations for a first look: a bank's support, a delivery service and a call centre over the last
 * days. The same seed and end produce the same records.
 */
public final class DemoConversations {
    /** Time span of the conversations. */
    public static final Duration PERIOD = Duration.ofDays(60);

    private final long seed;
    private final Instant end;
    private final List<Production> productions;
    private final int messageCount;

    private DemoConversations(long seed, Instant end) {
        this.seed = seed;
        this.end = end;
        this.productions = BotProfiles.all();
        this.messageCount = productions.stream().mapToInt(this::countMessages).sum();
    }

    /**
     * Creates a demo.
     *
     * @param end no conversation continues after this instant
     */
    public static DemoConversations of(long seed, Instant end) {
        return new DemoConversations(seed, end);
    }

    public List<DemoProject> projects() {
        return productions.stream().map(Production::project).toList();
    }

    /** Returns the session labels that the bots set, for the account's catalogue, in order of priority. */
    public List<String> sessionLabels() {
        return Arrays.stream(DemoSessionLabel.values())
                .map(DemoSessionLabel::label)
                .toList();
    }

    /** Returns the message labels that the bots set, by group, in order of priority. */
    public Map<String, List<String>> messageLabels() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (DemoMessageLabel label : DemoMessageLabel.values()) {
            groups.computeIfAbsent(label.group(), group -> new ArrayList<>()).add(label.label());
        }
        groups.replaceAll((group, labels) -> List.copyOf(labels));
        return Collections.unmodifiableMap(groups);
    }

    /** Returns the number of messages in all projects. */
    public int messageCount() {
        return messageCount;
    }

    /**
     * Returns the records of one project in chronological order.
     *
     * @param project one of {@link #projects()}
     * @param botId returns the full id of a bot; nothing else in the records depends on it
     */
    public Stream<LogRecord> records(DemoProject project, Function<DemoBot, String> botId) {
        Production production = productions.stream()
                .filter(candidate -> candidate.key().equals(project.key()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No project of the demo: " + project.key()));
        return production.stages().stream()
                .flatMap(stage -> records(stage, botId.apply(stage.bot())))
                .sorted(Comparator.comparing(DemoConversations::time));
    }

    private int countMessages(Production production) {
        return (int) records(production.project(), DemoBot::channelType)
                .filter(LogRecord.Message.class::isInstance)
                .count();
    }

    private Stream<LogRecord> records(BotProfile stage, String botId) {
        // Each bot has its own random generator, so that a change in one bot does not change the others.
        RandomChoice dice = new RandomChoice(seed ^ ((long) stage.bot().number() << 32));
        int[] sessions = sessionsByClient(stage, dice);
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < sessions.length; i++) {
            RandomChoice own = dice.split();
            DemoClient client = DemoClient.of(stage.bot(), i, stage.direction(), own);
            addSessions(records, sessions[i], stage, botId, client, own);
        }
        return records.stream().filter(record -> !time(record).isAfter(end));
    }

    /** Distributes sessions over clients: each has at least one, and few have many. */
    private static int[] sessionsByClient(BotProfile stage, RandomChoice dice) {
        int[] sessions = new int[stage.clients()];
        Arrays.fill(sessions, 1);
        for (int i = stage.clients(); i < stage.sessions(); i++) {
            sessions[(int) (stage.clients() * Math.pow(dice.fraction(), 2.5))]++;
        }
        return sessions;
    }

    private void addSessions(
            List<LogRecord> records, int count, BotProfile stage, String botId, DemoClient client, RandomChoice dice) {
        boolean phone = stage.direction().phone();
        List<Instant> starts = BusyHours.of(stage, end.minus(PERIOD), end).draw(count, dice);
        for (int i = 0; i < count; i++) {
            Instant start = starts.get(i);
            // The sessions of a client do not overlap.
            Instant limit = i + 1 < count ? starts.get(i + 1) : end;
            SessionContext visit = SessionContext.of(stage, botId, client, start, dice);
            List<Step> steps = stage.repertoire().session(dice, phone);
            ReplyDelay pace = phone ? ReplyDelay.SPEAKING : ReplyDelay.WRITING;
            records.addAll(new SessionWriter(visit, start, pace, dice).write(steps, limit));
        }
    }

    private static Instant time(LogRecord record) {
        return switch (record) {
            case LogRecord.Message message -> message.turn().time();
            case LogRecord.Status status -> status.at();
            case LogRecord.Transfer transfer -> transfer.at();
            case LogRecord.Reaction reaction -> reaction.at();
            case LogRecord.PieceReport report -> report.piece().time();
        };
    }
}
