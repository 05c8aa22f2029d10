// SPDX-License-Identifier: Apache-2.0
package io.parley.store.write;

import static io.parley.store.rows.BlockSpanTable.BLOCK_SPAN;
import static io.parley.store.rows.ClientTable.CLIENT;
import static io.parley.store.rows.ErasureTable.ERASURE;
import static io.parley.store.rows.HandCommentTable.MESSAGE_COMMENT;
import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SessionTable.SESSION;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;

import io.parley.core.log.ClientRow;
import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageRow;
import io.parley.core.log.Names;
import io.parley.core.log.Pseudonyms;
import io.parley.core.log.SessionRow;
import io.parley.core.log.Stamped;
import io.parley.store.engine.Engine;
import io.parley.store.rows.BlockSpan;
import io.parley.store.rows.Erasure;
import io.parley.store.rows.HandComment;
import io.parley.store.rows.KeyFilter;
import io.parley.store.rows.RowKeys;
import io.parley.store.rows.RowReader;
import io.parley.store.rows.RowTable;
import io.parley.store.rows.StatusWeeks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the conversation log's writer. It decides which records are new, adds them, and updates the
 * summaries of the affected sessions and clients.
 *
 * <p>The number of statements is independent of the number of records. Known rows are looked up by key, everything is
 * decided in memory with the pure functions of {@code core.log}, and the changes of each table are written at once. The
 * summary of a session that only gains messages is merged with theirs. The summary of a session that loses a message
 * (to another version, or to another session) is computed again from all its messages.
 */
final class LogTransaction {
    private final Engine engine;
    private final DSLContext sql;
    private final KeyFilter knownKeys;
    private final StatusWeeks statusWeeks;
    private final Remembered remembered;
    private final Replaced<SessionRow> sessionsReplaced = new Replaced<>(new HashSet<>(), new LinkedHashMap<>());
    private final Replaced<ClientRow> clientsReplaced = new Replaced<>(new HashSet<>(), new LinkedHashMap<>());

    /** Messages by key, in the version that is to be in the log; without those whose version in the log stays. */
    private final Map<Long, Incoming> winners = new LinkedHashMap<>();
    /** All messages but true repeats; what they say of labels and names holds even if a later version took their place. */
    private final List<Incoming> accepted = new ArrayList<>();

    private final Set<Version> versions = new HashSet<>();
    /** Messages that leave the log, by key, as they are in it. */
    private final Map<Long, MessageRow> leaving = new HashMap<>();
    /** Sessions that we cut and now cut otherwise, with those that their messages went to. */
    private final Map<Long, Set<Long>> recut = new HashMap<>();
    /** Of the clients in question, those that were erased, and when they were blocked. */
    private final Map<Long, Erasure> erasures = new HashMap<>();

    private final Map<Long, List<BlockSpan>> blocked = new HashMap<>();

    /** The same content may come as two messages, to two projects for instance. */
    private record Version(long messageKey, long digest) {}

    /** Rows by key, and the keys of those in whose place they were written. */
    private record Replaced<R>(Set<Long> old, Map<Long, R> rows) {}

    /** Begins a transaction without filters and caches, which looks everything up. */
    LogTransaction(Engine engine, DSLContext sql) {
        this(engine, sql, KeyFilter.none(), new StatusWeeks(), Remembered.nothing());
    }

    /**
     * Begins a transaction.
     *
     * @param knownKeys Bloom filter of {@link #keys} that saves look-ups; new keys are added to it
     * @param statusWeeks filter of statuses, to which new ones are added
     * @param remembered cache of rows that need no look-up; updated only by {@link #committed}
     */
    LogTransaction(Engine engine, DSLContext sql, KeyFilter knownKeys, StatusWeeks statusWeeks, Remembered remembered) {
        this.engine = engine;
        this.sql = sql;
        this.knownKeys = knownKeys;
        this.statusWeeks = statusWeeks;
        this.remembered = remembered;
    }

    /** The keys of all messages, sessions and clients: most reported ones are new, and then need no look-up. */
    static List<KeyFilter.Source> keys() {
        return List.of(
                KeyFilter.Source.of(MESSAGE.messageKey, MESSAGE.table()),
                KeyFilter.Source.of(SESSION.sessionKey, SESSION.table()),
                KeyFilter.Source.of(CLIENT.clientKey, CLIENT.table()));
    }

    /** Applies the submissions together; returns receipts in their order. */
    List<Receipt> apply(List<Submission> submissions) {
        List<Receipt> receipts = decide(submissions);
        placeInSessions();
        Map<Long, SessionRow> known = sessions(touchedSessions());
        replaceMessages();
        Map<Long, SessionRow> sessions = summarise(known);
        summariseClients(sessions);
        LabelMarks labels = new LabelMarks(engine, sql);
        labels.follow(recut, sessions.keySet());
        labels.mark(accepted, winners);
        return receipts;
    }

    /** Adds the written rows to the cache, after the commit. */
    void committed() {
        remembered.replaceSessions(sessionsReplaced.old(), sessionsReplaced.rows());
        remembered.replaceClients(clientsReplaced.old(), clientsReplaced.rows());
    }

    /**
     * Replaces messages of the log by versions with less content.
     *
     * @param messages as stored in the log
     * @param ofSession changes their sessions' ids; all other values of a session follow from its messages
     */
    void reduce(List<MessageRow> messages, UnaryOperator<Incoming> change, UnaryOperator<SessionRow> ofSession) {
        Map<Long, SessionRow> known =
                sessions(messages.stream().map(MessageRow::sessionKey).collect(toSet()));
        for (MessageRow message : messages) {
            Incoming whole = new Incoming(
                    message, RowKeys.found(known, message.sessionKey()).origin());
            leaving.put(message.messageKey(), message);
            winners.put(message.messageKey(), change.apply(whole));
        }
        known.replaceAll((key, session) -> ofSession.apply(session));
        sql.deleteFrom(MESSAGE_COMMENT.table())
                .where(engine.isOneOf(MESSAGE_COMMENT.messageKey, leaving.keySet()))
                .execute();
        replaceMessages();
        summarise(known);
    }

    // ---- What is new

    private List<Receipt> decide(List<Submission> submissions) {
        SideRecords side = new SideRecords(engine, sql, statusWeeks, submissions);
        Set<Long> keys = new HashSet<>();
        Set<Long> clients = new HashSet<>();
        for (Submission submission : submissions) {
            for (Incoming message : submission.messages()) {
                keys.add(message.row().messageKey());
                clients.add(message.row().clientKey());
            }
            for (LogRecord record : submission.records()) {
                if (record instanceof LogRecord.Reaction reaction) {
                    clients.add(client(submission.projectId(), reaction));
                } else if (record instanceof LogRecord.Transfer transfer) {
                    clients.add(client(submission.projectId(), transfer));
                }
            }
        }
        findErasedAndBlocked(clients);
        List<Long> mayBeInLog = keys.stream().filter(knownKeys::mayHave).toList();
        keys.forEach(knownKeys::add);
        Map<Long, MessageRow> inLog = new RowReader(engine, sql)
                .withKeys(MESSAGE, MESSAGE.messageKey, mayBeInLog).stream()
                        .collect(toMap(MessageRow::messageKey, message -> message));
        List<Receipt> receipts = submissions.stream()
                .map(submission -> take(submission, inLog, side))
                .toList();
        side.write();
        return receipts;
    }

    private void findErasedAndBlocked(Set<Long> clients) {
        if (remembered.areAllPlain(() -> !sql.fetchExists(ERASURE.table()) && !sql.fetchExists(BLOCK_SPAN.table()))) {
            return;
        }
        List<Long> asked = clients.stream()
                .filter(client -> !remembered.plainClients().contains(client))
                .toList();
        RowReader rows = new RowReader(engine, sql);
        rows.withKeys(ERASURE, ERASURE.clientKey, asked).forEach(erasure -> erasures.put(erasure.clientKey(), erasure));
        blocked.putAll(rows.withKeys(BLOCK_SPAN, BLOCK_SPAN.clientKey, asked).stream()
                .collect(groupingBy(BlockSpan::clientKey)));
        asked.stream()
                .filter(client -> !erasures.containsKey(client) && !blocked.containsKey(client))
                .forEach(remembered.plainClients()::add);
    }

    private Receipt take(Submission submission, Map<Long, MessageRow> inLog, SideRecords side) {
        long project = submission.projectId();
        Iterator<Incoming> messages = submission.messages().iterator();
        return new Receipt(submission.records().stream()
                .map(record -> switch (record) {
                    case LogRecord.Message message -> take(admitted(messages.next()), inLog);
                    case LogRecord.Status status -> side.take(project, status);
                    case LogRecord.Transfer transfer ->
                        side.take(project, transfer, isErased(client(project, transfer), transfer.at()));
                    case LogRecord.Reaction reaction ->
                        !isErased(client(project, reaction), reaction.at()) && side.take(project, reaction);
                })
                .toList());
    }

    private static long client(long projectId, LogRecord.Reaction reaction) {
        return Keys.client(projectId, reaction.botId(), reaction.clientId());
    }

    private static long client(long projectId, LogRecord.Transfer transfer) {
        return Keys.client(projectId, transfer.botId(), transfer.clientId());
    }

    private boolean isErased(long clientKey, Instant moment) {
        Erasure erasure = erasures.get(clientKey);
        return erasure != null && erasure.includes(moment);
    }

    /** Returns a message as it may be stored: erased content does not come back. */
    private Incoming admitted(Incoming message) {
        Instant time = message.row().turn().time();
        long client = message.row().clientKey();
        boolean isBlocked = blocked.getOrDefault(client, List.of()).stream().anyMatch(span -> span.includes(time));
        Incoming marked = isBlocked ? message.blocked(true) : message;
        return isErased(client, time) ? marked.withoutClient() : marked;
    }

    /**
     * Takes a message in.
     *
     * @return false when it changes nothing in the log, being a true repeat or an earlier version of what is there
     */
    private boolean take(Incoming message, Map<Long, MessageRow> inLog) {
        long key = message.row().messageKey();
        @Nullable MessageRow old = inLog.get(key);
        boolean repeat = old != null && old.digest() == message.row().digest()
                || !versions.add(new Version(key, message.row().digest()));
        if (repeat) {
            return false;
        }
        accepted.add(message);
        @Nullable Incoming rival = winners.get(key);
        boolean wins = (old == null || message.row().supersedes(old))
                && (rival == null || message.row().supersedes(rival.row()));
        if (wins) {
            winners.put(key, message);
            if (old != null) {
                leaving.put(key, old);
            }
        }
        return wins;
    }

    // ---- Sessions for bots that name none

    private void placeInSessions() {
        List<Incoming> added =
                winners.values().stream().filter(m -> !m.hasSession()).toList();
        Set<Long> torn = leaving.values().stream()
                .filter(MessageRow::sessionDerived)
                .map(MessageRow::sessionKey)
                .collect(toSet());
        if (added.isEmpty() && torn.isEmpty()) {
            return;
        }
        new DerivedSessions(engine, sql, this::sessions)
                .place(added, torn, leaving.keySet())
                .forEach(this::place);
    }

    private void place(DerivedSessions.Placed message) {
        MessageRow before = message.before().row();
        Incoming after = message.after();
        if (after.row().sessionKey() != before.sessionKey()) {
            // A message of the log that moves to another session is removed and added again.
            if (message.before().hasSession()) {
                leaving.put(before.messageKey(), before);
                recut.computeIfAbsent(before.sessionKey(), old -> new HashSet<>())
                        .add(after.row().sessionKey());
            }
            winners.put(before.messageKey(), after);
        }
    }

    // ---- Messages

    private void replaceMessages() {
        if (!leaving.isEmpty()) {
            sql.deleteFrom(MESSAGE.table())
                    .where(engine.isOneOf(MESSAGE.messageKey, leaving.keySet()))
                    .execute();
        }
        // People comment on messages of the log only, so no other message can have a comment of theirs.
        Map<Long, HandComment> comments =
                load(MESSAGE_COMMENT, MESSAGE_COMMENT.messageKey, leaving.keySet(), HandComment::messageKey, Map.of());
        append(
                MESSAGE,
                winners.values().stream()
                        .map(Incoming::row)
                        .map(row -> {
                            HandComment comment = comments.get(row.messageKey());
                            return comment == null ? row : row.commented(comment.comment(), comment.at());
                        })
                        .toList());
    }

    private Set<Long> touchedSessions() {
        Set<Long> keys =
                winners.values().stream().map(m -> m.row().sessionKey()).collect(toSet());
        leaving.values().forEach(m -> keys.add(m.sessionKey()));
        return keys;
    }

    // ---- Summaries of sessions

    /**
     * Writes the summaries of all touched sessions.
     *
     * @param known the current ones of the log, by key
     * @return the summaries afterwards, by key; without sessions that have no message left
     */
    private Map<Long, SessionRow> summarise(Map<Long, SessionRow> known) {
        Set<Long> losing = leaving.values().stream().map(MessageRow::sessionKey).collect(toSet());
        Map<Long, SessionRow> summaries = new LinkedHashMap<>();
        known.forEach((key, session) -> {
            if (!losing.contains(key)) {
                summaries.put(key, session);
            }
        });
        SessionData data = new SessionData(engine, sql);
        for (Incoming message : winners.values()) {
            if (!losing.contains(message.row().sessionKey())) {
                summaries.merge(message.row().sessionKey(), message.session(), SessionRow::merge);
                data.said(message.row());
            }
        }
        for (Incoming message : messagesOf(losing, known)) {
            summaries.merge(message.row().sessionKey(), message.session(), SessionRow::merge);
            data.said(message.row());
        }
        replace(SESSION, SESSION.sessionKey, known.keySet(), summaries, sessionsReplaced);
        data.write(losing);
        return summaries;
    }

    private Stream<Instant> times() {
        return winners.values().stream().map(message -> message.row().turn().time());
    }

    /** All messages, with their origins, that now are in sessions which lost one. */
    private List<Incoming> messagesOf(Set<Long> sessions, Map<Long, SessionRow> known) {
        if (sessions.isEmpty()) {
            return List.of();
        }
        // The condition includes a time range, because zone maps let an engine without indexes skip the rows outside.
        Instant from = Stream.concat(known.values().stream().map(SessionRow::start), times())
                .min(naturalOrder())
                .orElseThrow();
        Instant to = Stream.concat(known.values().stream().map(SessionRow::end), times())
                .max(naturalOrder())
                .orElseThrow();
        return sql
                .select(MESSAGE.fields())
                .from(MESSAGE.table())
                .where(engine.isOneOf(MESSAGE.sessionKey, sessions), MESSAGE.time.between(from, to))
                .fetch(MESSAGE::read)
                .stream()
                .map(row ->
                        new Incoming(row, RowKeys.found(known, row.sessionKey()).origin()))
                .toList();
    }

    // ---- Summaries of clients

    private void summariseClients(Map<Long, SessionRow> sessions) {
        Set<Long> touched = leaving.values().stream().map(MessageRow::clientKey).collect(toSet());
        winners.values().forEach(m -> touched.add(m.row().clientKey()));
        accepted.forEach(m -> touched.add(m.row().clientKey()));
        Map<Long, ClientRow> known =
                load(CLIENT, CLIENT.clientKey, touched, ClientRow::clientKey, remembered.clients());
        Set<Long> losing = leaving.values().stream()
                .filter(m -> !isMadeUpFor(m, RowKeys.found(known, m.clientKey())))
                .map(MessageRow::clientKey)
                .collect(toSet());
        Map<Long, ClientRow> summaries = new LinkedHashMap<>();
        known.forEach((key, client) -> {
            if (!losing.contains(key)) {
                summaries.put(key, client);
            }
        });
        for (Incoming message : winners.values()) {
            if (!losing.contains(message.row().clientKey())) {
                ClientRow client = ClientRow.of(message.row(), message.origin(), message.sessionId());
                // Of one message that is in another session now, the new session counts.
                summaries.merge(message.row().clientKey(), client, (before, now) -> now.merge(before));
            }
        }
        clientsAnew(losing, known, sessions).forEach(summaries::put);
        for (Incoming message : accepted) {
            Names names = message.origin().clientNames();
            if (!names.equals(Names.NONE)) {
                Stamped<Names> said = message.row().stamp(names);
                summaries.computeIfPresent(message.row().clientKey(), (key, client) -> client.named(said));
            }
        }
        replace(CLIENT, CLIENT.clientKey, known.keySet(), summaries, clientsReplaced);
    }

    /** Returns whether the replacement of a message contains all that the message contributed to its client. */
    private boolean isMadeUpFor(MessageRow gone, ClientRow client) {
        @Nullable Incoming next = winners.get(gone.messageKey());
        if (next == null || next.row().clientKey() != gone.clientKey()) {
            return false;
        }
        boolean isTheSame = next.row().digest() == gone.digest();
        return isTheSame
                || next.origin().channelType().equals(client.channelType())
                        && next.origin().clientId().equals(client.clientId())
                        // The next version is never earlier.
                        && (client.join().isBefore(gone.turn().time())
                                || next.time().equals(gone.turn().time()));
    }

    /**
     * Computes the summaries of clients that lost a message, from their sessions and their last message; their names
     * stay unchanged. The database aggregates them, because a client may have any number of sessions.
     */
    private Map<Long, ClientRow> clientsAnew(
            Set<Long> clients, Map<Long, ClientRow> known, Map<Long, SessionRow> touchedSessions) {
        if (clients.isEmpty()) {
            return Map.of();
        }
        Set<Long> projects = clients.stream()
                .map(key -> RowKeys.found(known, key).projectId())
                .collect(toSet());
        Field<Instant> join = min(SESSION.start);
        Field<Instant> lastVisit = max(SESSION.end);
        Field<String> channelType = max(SESSION.channelType);
        // Any of the ids, as some sessions may contain its pseudonym.
        Field<String> oneId = min(SESSION.clientId);
        Field<String> otherId = max(SESSION.clientId);
        Map<Long, Record> visits = sql.select(SESSION.clientKey, join, lastVisit, channelType, oneId, otherId)
                .from(SESSION.table())
                .where(SESSION.projectId.in(projects), engine.isOneOf(SESSION.clientKey, clients))
                .groupBy(SESSION.clientKey)
                .fetchMap(SESSION.clientKey, row -> row);
        Map<Long, Last> lasts = lasts(
                projects,
                clients,
                visits.values().stream().map(row -> row.get(lastVisit)).collect(toSet()));
        Map<Long, SessionRow> sessions = sessions(lasts.values().stream()
                .map(Last::sessionKey)
                .filter(key -> !touchedSessions.containsKey(key))
                .toList());
        sessions.putAll(touchedSessions);
        Map<Long, ClientRow> anew = new HashMap<>();
        visits.forEach((key, row) -> {
            ClientRow before = RowKeys.found(known, key);
            Last last = RowKeys.found(lasts, key);
            anew.put(
                    key,
                    new ClientRow(
                            before.projectId(),
                            key,
                            before.botId(),
                            row.get(channelType),
                            Pseudonyms.shown(row.get(oneId), row.get(otherId), key),
                            before.names(),
                            row.get(join),
                            row.get(lastVisit),
                            new Stamped<>(
                                    RowKeys.found(sessions, last.sessionKey()).sessionId(),
                                    row.get(lastVisit),
                                    last.messageKey())));
        });
        return anew;
    }

    private record Last(long clientKey, long sessionKey, long messageKey) {}

    /** The last messages of clients, which are of certain times. */
    private Map<Long, Last> lasts(Set<Long> projects, Set<Long> clients, Set<Instant> times) {
        Field<Integer> place = rowNumber()
                .over()
                .partitionBy(MESSAGE.clientKey)
                .orderBy(MESSAGE.time.desc(), MESSAGE.messageKey.desc())
                .as("place");
        Table<?> ranked = sql.select(MESSAGE.clientKey, MESSAGE.sessionKey, MESSAGE.messageKey, place)
                .from(MESSAGE.table())
                .where(
                        MESSAGE.projectId.in(projects),
                        engine.isOneOf(MESSAGE.clientKey, clients),
                        MESSAGE.time.in(times))
                .asTable(name("ranked"));
        Field<Long> client = ranked.field(MESSAGE.clientKey.getUnqualifiedName(), Long.class);
        return sql.selectFrom(ranked)
                .where(ranked.field(place).eq(1))
                .fetchMap(
                        client,
                        row -> new Last(row.get(0, Long.class), row.get(1, Long.class), row.get(2, Long.class)));
    }

    // ---- Tables

    private Map<Long, SessionRow> sessions(Collection<Long> keys) {
        return load(SESSION, SESSION.sessionKey, keys, SessionRow::sessionKey, remembered.sessions());
    }

    /** The rows with some keys: those that are at hand, and of the others those that are there. */
    private <R> Map<Long, R> load(
            RowTable<R> table,
            Field<Long> keyField,
            Collection<Long> keys,
            Function<R, Long> key,
            Map<Long, R> atHand) {
        Map<Long, R> rows = new HashMap<>();
        List<Long> others = new ArrayList<>();
        for (long each : keys) {
            @Nullable R row = atHand.get(each);
            if (row != null) {
                rows.put(each, row);
            } else if (knownKeys.mayHave(each)) {
                others.add(each);
            }
        }
        if (!others.isEmpty()) {
            new RowReader(engine, sql).withKeys(table, keyField, others).forEach(row -> rows.put(key.apply(row), row));
        }
        return rows;
    }

    /** Replaces the rows with the old keys. */
    private <R> void replace(
            RowTable<R> table, Field<Long> keyField, Set<Long> oldKeys, Map<Long, R> rows, Replaced<R> replaced) {
        if (!oldKeys.isEmpty()) {
            sql.deleteFrom(table.table())
                    .where(engine.isOneOf(keyField, oldKeys))
                    .execute();
        }
        append(table, rows.values());
        rows.keySet().forEach(knownKeys::add);
        replaced.old().addAll(oldKeys);
        replaced.rows().putAll(rows);
    }

    private <R> void append(RowTable<R> table, Collection<R> rows) {
        Appending.append(engine, sql, table, rows);
    }
}
