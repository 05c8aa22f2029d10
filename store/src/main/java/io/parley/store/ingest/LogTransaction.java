// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.ClientBlockPeriodTable.BLOCK_SPAN;
import static io.parley.store.table.ClientBlockTable.CLIENT_BLOCK;
import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.ErasureTable.ERASURE;
import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelRemovalTable.MESSAGE_LABEL_REMOVAL;
import static io.parley.store.table.ManualCommentTable.MESSAGE_COMMENT;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.PieceTable.PIECE;
import static io.parley.store.table.ReplacedVersionTable.REPLACED_VERSION;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.UsageNameTable.MESSAGE_MODEL;
import static io.parley.store.table.UsageNameTable.MESSAGE_TOOL;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;

import io.parley.core.error.ApiException;
import io.parley.core.log.ClientNames;
import io.parley.core.log.ClientRow;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageMember;
import io.parley.core.log.MessageRow;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.Pseudonyms;
import io.parley.core.log.SessionRow;
import io.parley.core.log.TimestampedValue;
import io.parley.store.engine.Engine;
import io.parley.store.index.KeyBloomFilter;
import io.parley.store.index.StatusWeekBloomFilter;
import io.parley.store.table.ClientBlockPeriod;
import io.parley.store.table.Erasure;
import io.parley.store.table.ManualComment;
import io.parley.store.table.RequiredRow;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import io.parley.store.table.RowTable;
import io.parley.store.table.UsageNameTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
    private final KeyBloomFilter knownKeys;
    private final StatusWeekBloomFilter statusWeekFilter;
    private final WriterCache writerCache;
    private final Replaced<SessionRow> sessionsReplaced = new Replaced<>(new HashSet<>(), new LinkedHashMap<>());
    private final Replaced<ClientRow> clientsReplaced = new Replaced<>(new HashSet<>(), new LinkedHashMap<>());
    private final Found<SessionRow> sessionsFound;
    private final Found<ClientRow> clientsFound;
    private final IdentityCheck identities = new IdentityCheck();
    private final PieceWriter pieces;
    /** In microseconds since 1970. */
    private final long now;

    /** The messages to write, by key; without those that do not change. */
    private final Map<RowKey, IncomingMessage> winners = new LinkedHashMap<>();
    /** All reports of messages but repeats. Their labels and names count even if another report replaces them. */
    private final List<IncomingMessage> accepted = new ArrayList<>();

    /** Stored messages that a part may change, by key, with their origins. */
    private final Map<RowKey, IncomingMessage> mergeable = new HashMap<>();
    /** Messages that are removed from the log, by key, as stored. */
    private final Map<RowKey, MessageRow> leaving = new HashMap<>();
    /** Those of them that no other version replaces. */
    private final Set<RowKey> retracted = new HashSet<>();
    /** Derived sessions that are cut again, with the sessions that their messages moved to. */
    private final Map<RowKey, Set<Long>> recut = new HashMap<>();
    /** The erasures of the affected clients, and the times of their blocks. */
    private final Map<RowKey, Erasure> erasures = new HashMap<>();

    private final Map<RowKey, List<ClientBlockPeriod>> blocked = new HashMap<>();

    /** Rows by key, and the keys of the rows that they replace. */
    private record Replaced<R>(Set<RowKey> old, Map<RowKey, R> rows) {}

    /** Begins a transaction without filters and caches, which looks everything up. */
    LogTransaction(Engine engine, DSLContext sql) {
        this(engine, sql, KeyBloomFilter.none(), new StatusWeekBloomFilter(), WriterCache.nothing(), Instant.EPOCH);
    }

    /**
     * Begins a transaction.
     *
     * @param knownKeys Bloom filter of {@link #keys} that saves look-ups; new keys are added to it
     * @param statusWeeks filter of statuses, to which new ones are added
     * @param remembered cache of rows that need no look-up; updated only by {@link #committed}
     * @param now when the records arrive
     */
    LogTransaction(
            Engine engine,
            DSLContext sql,
            KeyBloomFilter knownKeys,
            StatusWeekBloomFilter statusWeekFilter,
            WriterCache writerCache,
            Instant now) {
        this.engine = engine;
        this.sql = sql;
        this.knownKeys = knownKeys;
        this.statusWeekFilter = statusWeekFilter;
        this.writerCache = writerCache;
        this.pieces = new PieceWriter(engine, sql, knownKeys, now.truncatedTo(ChronoUnit.MICROS));
        this.now = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        this.sessionsFound = new Found<>(SESSION, SESSION.sessionKey, RowKey::of, writerCache.sessions());
        this.clientsFound = new Found<>(CLIENT, CLIENT.clientKey, RowKey::of, writerCache.clients());
    }

    /** The keys of all messages, sessions, clients and conversations of pieces: most reported ones are new, and then need no look-up. */
    static List<KeyBloomFilter.Source> keys() {
        return List.of(
                KeyBloomFilter.Source.of(MESSAGE.messageKey, MESSAGE.table()),
                KeyBloomFilter.Source.of(SESSION.sessionKey, SESSION.table()),
                KeyBloomFilter.Source.of(CLIENT.clientKey, CLIENT.table()),
                KeyBloomFilter.Source.of(PIECE.conversationKey, PIECE.table()));
    }

    /** Applies the submissions together; returns receipts in their order. */
    List<SubmissionResult> apply(List<Submission> submissions) {
        List<SubmissionResult> receipts = decide(submissions);
        assignSessions();
        Map<RowKey, SessionRow> known = sessions(touchedSessions());
        requireSessions(known);
        replaceMessages();
        Map<RowKey, SessionRow> sessions = summarise(known);
        summariseClients(sessions);
        ScriptedAnnotationWriter labels = new ScriptedAnnotationWriter(engine, sql);
        labels.follow(recut, sessions.keySet());
        labels.mark(accepted, winners);
        return receipts;
    }

    /** Adds the written rows to the cache, after the commit. */
    void committed() {
        writerCache.replaceSessions(sessionsReplaced.old(), sessionsReplaced.rows());
        writerCache.replaceClients(clientsReplaced.old(), clientsReplaced.rows());
    }

    /**
     * Replaces messages of the log by versions with less content.
     *
     * @param messages as stored in the log
     * @param ofSession changes their sessions' ids; all other values of a session follow from its messages
     */
    void reduce(List<MessageRow> messages, UnaryOperator<IncomingMessage> change, UnaryOperator<SessionRow> ofSession) {
        Map<RowKey, SessionRow> known =
                sessions(messages.stream().map(RowKey::sessionOf).collect(toSet()));
        for (MessageRow message : messages) {
            IncomingMessage whole = new IncomingMessage(
                    message, RequiredRow.found(known, RowKey.sessionOf(message)).origin());
            leaving.put(RowKey.of(message), message);
            winners.put(RowKey.of(message), change.apply(whole));
        }
        known.replaceAll((key, session) -> ofSession.apply(session));
        sql.deleteFrom(MESSAGE_COMMENT.table())
                .where(RowKey.isOneOf(engine, MESSAGE_COMMENT, MESSAGE_COMMENT.messageKey, leaving.keySet()))
                .execute();
        replaceMessages();
        summarise(known);
    }

    // ---- What is new

    private List<SubmissionResult> decide(List<Submission> submissions) {
        EventWriter side = new EventWriter(engine, sql, statusWeekFilter, submissions);
        Set<RowKey> keys = new HashSet<>();
        Set<RowKey> clients = new HashSet<>();
        List<Assembled> assembled =
                pieces.take(submissions).stream().map(this::assembled).toList();
        List<Submission> reports = Stream.concat(
                        submissions.stream(), assembled.stream().map(Assembled::submission))
                .toList();
        for (Submission submission : reports) {
            for (IncomingMessage message : submission.messages()) {
                keys.add(RowKey.of(message.row()));
                clients.add(RowKey.clientOf(message.row()));
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
        List<RowKey> mayBeInLog =
                keys.stream().filter(each -> knownKeys.mightContain(each.key())).toList();
        keys.forEach(each -> knownKeys.add(each.key()));
        Map<RowKey, MessageRow> inLog = new RowReader(engine, sql)
                .withKeys(MESSAGE, MESSAGE.messageKey, mayBeInLog).stream()
                        .collect(toMap(RowKey::of, message -> message));
        identify(reports, inLog);
        findMergeable(reports, inLog);
        ReplacedVersions replaced = new ReplacedVersions(engine, sql, reports, inLog);
        assembled.forEach(each -> take(each, inLog, replaced));
        List<SubmissionResult> receipts = submissions.stream()
                .map(submission -> take(submission, inLog, replaced, side))
                .toList();
        removeMarks();
        replaced.write();
        side.write();
        pieces.write();
        return receipts;
    }

    private void findErasedAndBlocked(Set<RowKey> clients) {
        if (writerCache.areAllPlain(() -> !sql.fetchExists(ERASURE.table()) && !sql.fetchExists(BLOCK_SPAN.table()))) {
            return;
        }
        List<RowKey> asked = clients.stream()
                .filter(client -> !writerCache.plainClients().contains(client))
                .toList();
        RowReader rows = new RowReader(engine, sql);
        rows.withKeys(ERASURE, ERASURE.clientKey, asked)
                .forEach(erasure -> erasures.put(new RowKey(erasure.projectId(), erasure.clientKey()), erasure));
        blocked.putAll(rows.withKeys(BLOCK_SPAN, BLOCK_SPAN.clientKey, asked).stream()
                .collect(groupingBy(span -> new RowKey(span.projectId(), span.clientKey()))));
        rows.withKeys(CLIENT_BLOCK, CLIENT_BLOCK.clientKey, blocked.keySet())
                .forEach(block -> identities.claim(
                        new RowKey(block.projectId(), block.clientKey()), block.botId(), block.clientId()));
        erasures.forEach((key, erasure) -> identities.claim(
                key,
                erasure.botId(),
                erasure.clientId() == null ? Pseudonyms.of(erasure.clientKey()) : erasure.clientId()));
        asked.stream()
                .filter(client -> !erasures.containsKey(client) && !blocked.containsKey(client))
                .forEach(writerCache.plainClients()::add);
    }

    /** Learns who has the keys of what may change the log: a repeat changes nothing. */
    private void identify(List<Submission> submissions, Map<RowKey, MessageRow> inLog) {
        Set<RowKey> clients = new HashSet<>();
        Set<RowKey> sessions = new HashSet<>();
        for (Submission submission : submissions) {
            for (IncomingMessage message : submission.messages()) {
                @Nullable MessageRow old = inLog.get(RowKey.of(message.row()));
                if (old == null
                        || !old.versions()
                                .all()
                                .containsAll(message.row().versions().all())) {
                    clients.add(RowKey.clientOf(message.row()));
                    if (message.hasSession()) {
                        sessions.add(RowKey.sessionOf(message.row()));
                    }
                    if (old != null) {
                        sessions.add(RowKey.sessionOf(old));
                    }
                }
            }
            for (LogRecord record : submission.records()) {
                if (record instanceof LogRecord.Reaction reaction) {
                    clients.add(client(submission.projectId(), reaction));
                } else if (record instanceof LogRecord.Transfer transfer) {
                    clients.add(client(submission.projectId(), transfer));
                    sessions.add(session(submission.projectId(), transfer));
                }
            }
        }
        clientsFound.of(clients).values().forEach(identities::claim);
        Map<RowKey, SessionRow> known = sessions(sessions);
        known.values().forEach(identities::claim);
        inLog.values().forEach(message -> {
            SessionRow session = known.get(RowKey.sessionOf(message));
            if (session != null) {
                identities.claim(message, session.botId());
            }
        });
    }

    private SubmissionResult take(
            Submission submission, Map<RowKey, MessageRow> inLog, ReplacedVersions replaced, EventWriter side) {
        long project = submission.projectId();
        Iterator<IncomingMessage> messages = submission.messages().iterator();
        Iterator<IncomingPiece> arrived = submission.pieces().iterator();
        List<Boolean> changes = new ArrayList<>();
        Map<Integer, ApiException> refused = new TreeMap<>();
        for (LogRecord record : submission.records()) {
            Outcome outcome = switch (record) {
                case LogRecord.Message message -> take(messages.next(), inLog, replaced);
                case LogRecord.Status status -> Outcome.of(side.take(project, status));
                case LogRecord.Transfer transfer -> take(project, transfer, side);
                case LogRecord.Reaction reaction -> take(project, reaction, side);
                case LogRecord.PieceReport report ->
                    switch (pieces.taken(arrived.next())) {
                        case NEW -> Outcome.NEW;
                        case KNOWN -> Outcome.KNOWN;
                        case REFUSED -> Outcome.REFUSED;
                    };
            };
            if (outcome == Outcome.REFUSED) {
                refused.put(changes.size(), IdentityCheck.refusal());
            }
            changes.add(outcome == Outcome.NEW);
        }
        return new SubmissionResult(changes, refused);
    }

    /** What becomes of a record. */
    private enum Outcome {
        NEW,
        KNOWN,
        /** What it speaks of has the key of something else. */
        REFUSED;

        static Outcome of(boolean isNew) {
            return isNew ? NEW : KNOWN;
        }
    }

    private Outcome take(long project, LogRecord.Transfer transfer, EventWriter side) {
        RowKey client = client(project, transfer);
        if (!identities.admits(
                client, transfer.botId(), transfer.clientId(), session(project, transfer), transfer.sessionId())) {
            return Outcome.REFUSED;
        }
        return Outcome.of(side.take(project, transfer, isErased(client, transfer.at())));
    }

    private Outcome take(long project, LogRecord.Reaction reaction, EventWriter side) {
        RowKey client = client(project, reaction);
        if (!identities.admits(client, reaction.botId(), reaction.clientId()) || side.isOfAnother(project, reaction)) {
            return Outcome.REFUSED;
        }
        return Outcome.of(!isErased(client, reaction.at()) && side.take(project, reaction));
    }

    private RowKey client(long projectId, LogRecord.Reaction reaction) {
        return new RowKey(projectId, engine.keys().client(projectId, reaction.botId(), reaction.clientId()));
    }

    private RowKey client(long projectId, LogRecord.Transfer transfer) {
        return new RowKey(projectId, engine.keys().client(projectId, transfer.botId(), transfer.clientId()));
    }

    private RowKey session(long projectId, LogRecord.Transfer transfer) {
        return new RowKey(
                projectId, engine.keys().session(client(projectId, transfer).key(), transfer.sessionId()));
    }

    private boolean isErased(RowKey client, Instant moment) {
        Erasure erasure = erasures.get(client);
        return erasure != null && erasure.includes(moment);
    }

    /** Returns a message as it may be stored: erased content does not come back. */
    private IncomingMessage admitted(IncomingMessage message) {
        Instant time = message.row().turn().time();
        RowKey client = RowKey.clientOf(message.row());
        boolean isBlocked = blocked.getOrDefault(client, List.of()).stream().anyMatch(span -> span.includes(time));
        IncomingMessage marked = isBlocked ? message.blocked(true) : message;
        return isErased(client, time) ? marked.withoutClient() : marked;
    }

    /** Takes in a report of a message, as it was sent. A repeat, or a version older than the stored one, changes nothing. */
    private Outcome take(IncomingMessage report, Map<RowKey, MessageRow> inLog, ReplacedVersions replaced) {
        RowKey key = RowKey.of(report.row());
        @Nullable MessageRow old = inLog.get(key);
        @Nullable IncomingMessage winner = winners.get(key);
        @Nullable MessageRow before = winner == null ? old : winner.row();
        if (before != null && replaced.has(report.row(), before)) {
            return Outcome.KNOWN;
        }
        if (!identities.admits(report)) {
            return Outcome.REFUSED;
        }
        if (before == null) {
            IncomingMessage first = admitted(report);
            accepted.add(first);
            winners.put(key, first);
            return Outcome.NEW;
        }
        IncomingMessage next = admitted(report.completedBy(before));
        Set<MessageMember> taken = before.versions().replacedBy(next.row().versions());
        boolean takesAll = taken.size() == MessageMember.ALL.size();
        @Nullable IncomingMessage current = winner == null ? mergeable.get(key) : winner;
        accepted.add(current == null || takesAll ? next : next.inSessionOf(current));
        if (taken.isEmpty()) {
            return Outcome.KNOWN;
        }
        IncomingMessage after = takesAll
                ? next
                : Objects.requireNonNull(current, "a message that parts change is looked up with its session")
                        .with(engine.keys(), next, taken);
        replaced.add(before, after.row());
        winners.put(key, after);
        if (old != null) {
            leave(old, after);
        }
        return Outcome.NEW;
    }

    /** Removes a stored message that another version replaces. */
    private void leave(MessageRow old, IncomingMessage after) {
        leaving.put(RowKey.of(old), old);
        if (old.sessionDerived() && after.hasSession()) {
            // The derived session was a substitute for the session that is named now, so its labels follow.
            recut.computeIfAbsent(RowKey.sessionOf(old), cut -> new HashSet<>())
                    .add(after.row().sessionKey());
        }
    }

    // ---- Messages that are assembled from pieces

    /**
     * A message that is assembled from pieces, or is so no longer.
     *
     * @param message as of now; the version follows when the message in the log is known
     */
    private record Assembled(PieceWriter.Change change, IncomingMessage message) {
        long projectId() {
            return change.conversation().projectId();
        }

        /** As if it had been reported by itself. */
        Submission submission() {
            return new Submission(projectId(), List.of(change.message()), List.of(message), List.of());
        }
    }

    private Assembled assembled(PieceWriter.Change change) {
        return new Assembled(
                change, IncomingMessage.of(engine.keys(), change.conversation().projectId(), change.message()));
    }

    private void take(Assembled assembled, Map<RowKey, MessageRow> inLog, ReplacedVersions replaced) {
        if (assembled.change().vanished()) {
            retract(assembled, inLog);
            return;
        }
        RowKey key = RowKey.of(assembled.message().row());
        @Nullable MessageRow old = inLog.get(key);
        @Nullable IncomingMessage winner = winners.get(key);
        IncomingMessage arriving = assembled.message();
        boolean isErased = isErased(RowKey.clientOf(arriving.row()), arriving.time());
        if (assembled.change().isFirst() && !isErased && old != null && winner == null && isSame(old, assembled)) {
            // Its pieces were deleted or settled, and some come again; the message of all of them stays.
            return;
        }
        // The newest assembly counts, whatever the clocks of servers say.
        long version = Stream.of(old, winner == null ? null : winner.row())
                .filter(Objects::nonNull)
                .flatMap(row -> row.versions().all().stream())
                .map(MessageVersion::number)
                .filter(Objects::nonNull)
                .mapToLong(number -> number == Long.MAX_VALUE ? number : number + 1)
                .reduce(now, Math::max);
        IncomingMessage report = IncomingMessage.of(
                engine.keys(),
                assembled.projectId(),
                assembled.change().message().withVersion(version));
        if (take(report, inLog, replaced) == Outcome.REFUSED) {
            pieces.refuse(assembled.change());
            return;
        }
        if (isErased) {
            pieces.drop(assembled.change());
        }
        if (old != null && old.sessionKey() != report.row().sessionKey()) {
            follow(old, report);
        }
    }

    /** Removes a message that pieces no longer make, such as the event of an answer whose question came late. */
    private void retract(Assembled assembled, Map<RowKey, MessageRow> inLog) {
        RowKey key = RowKey.of(assembled.message().row());
        @Nullable MessageRow old = inLog.get(key);
        // An erased message keeps no id by which it could be known, and stays.
        if (old == null
                || winners.containsKey(key)
                || !identities.admits(assembled.message())
                || !isSame(old, assembled)) {
            return;
        }
        leaving.put(key, old);
        retracted.add(key);
        LogRecord.Message successor = assembled.change().successor();
        follow(old, successor == null ? null : IncomingMessage.of(engine.keys(), assembled.projectId(), successor));
    }

    private static boolean isSame(MessageRow old, Assembled assembled) {
        return old.turn().questionId().equals(assembled.message().row().turn().questionId());
    }

    /** Labels of a session follow its messages, within their client. */
    private void follow(MessageRow old, @Nullable IncomingMessage to) {
        Set<Long> sessions = recut.computeIfAbsent(RowKey.sessionOf(old), gone -> new HashSet<>());
        if (to != null && to.row().clientKey() == old.clientKey() && to.row().sessionKey() != old.sessionKey()) {
            sessions.add(to.row().sessionKey());
        }
    }

    /** What was said of messages that are no more goes with them. */
    private void removeMarks() {
        if (retracted.isEmpty()) {
            return;
        }
        removeMarks(MESSAGE_COMMENT, MESSAGE_COMMENT.messageKey);
        removeMarks(MESSAGE_LABEL_LINK, MESSAGE_LABEL_LINK.rowKey);
        removeMarks(MESSAGE_LABEL_REMOVAL, MESSAGE_LABEL_REMOVAL.rowKey);
        removeMarks(REPLACED_VERSION, REPLACED_VERSION.messageKey);
    }

    private void removeMarks(RowTable<?> table, Field<Long> messageKey) {
        sql.deleteFrom(table.table())
                .where(RowKey.isOneOf(engine, table, messageKey, retracted))
                .execute();
    }

    /** Looks up the origins of stored messages that may be merged with a part. */
    private void findMergeable(List<Submission> submissions, Map<RowKey, MessageRow> inLog) {
        Map<RowKey, MessageRow> rows = new HashMap<>();
        for (Submission submission : submissions) {
            for (IncomingMessage message : submission.messages()) {
                RowKey key = RowKey.of(message.row());
                MessageRow old = inLog.get(key);
                if (old != null
                        && !(old.versions().fromOneReport()
                                && message.row().versions().fromOneReport())) {
                    rows.put(key, old);
                }
            }
        }
        Map<RowKey, SessionRow> sessions =
                sessions(rows.values().stream().map(RowKey::sessionOf).collect(toSet()));
        rows.forEach((key, row) -> mergeable.put(
                key,
                new IncomingMessage(
                        row, RequiredRow.found(sessions, RowKey.sessionOf(row)).origin())));
    }

    // ---- Sessions for bots that name none

    private void assignSessions() {
        List<IncomingMessage> added =
                winners.values().stream().filter(m -> !m.hasSession()).toList();
        Set<RowKey> torn = leaving.values().stream()
                .filter(MessageRow::sessionDerived)
                .map(RowKey::sessionOf)
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
        IncomingMessage after = message.after();
        if (after.row().sessionKey() != before.sessionKey()) {
            // A message of the log that moves to another session is removed and added again.
            if (message.before().hasSession()) {
                leaving.put(RowKey.of(before), before);
                recut.computeIfAbsent(RowKey.sessionOf(before), old -> new HashSet<>())
                        .add(after.row().sessionKey());
            }
            winners.put(RowKey.of(before), after);
        }
    }

    /** No session that was cut has the key of another. */
    private void requireSessions(Map<RowKey, SessionRow> known) {
        known.values().forEach(identities::claim);
        winners.values().stream()
                .filter(message -> message.row().sessionDerived())
                .forEach(identities::requireSession);
    }

    // ---- Messages

    private void replaceMessages() {
        if (!leaving.isEmpty()) {
            sql.deleteFrom(MESSAGE.table())
                    .where(RowKey.isOneOf(engine, MESSAGE, MESSAGE.messageKey, leaving.keySet()))
                    .execute();
        }
        // People comment only on messages in the log, so no other message can have a manual comment.
        Map<RowKey, ManualComment> comments = new RowReader(engine, sql)
                .withKeys(MESSAGE_COMMENT, MESSAGE_COMMENT.messageKey, leaving.keySet()).stream()
                        .collect(toMap(
                                comment -> new RowKey(comment.projectId(), comment.messageKey()), comment -> comment));
        append(
                MESSAGE,
                winners.values().stream()
                        .map(IncomingMessage::row)
                        .map(row -> {
                            ManualComment comment = comments.get(RowKey.of(row));
                            return comment == null ? row : row.commented(comment.comment(), comment.at());
                        })
                        .toList());
        replaceNames(MESSAGE_MODEL);
        replaceNames(MESSAGE_TOOL);
    }

    private void replaceNames(UsageNameTable table) {
        List<RowKey> named = leaving.entrySet().stream()
                .filter(message -> table.hasRowsOf(message.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!named.isEmpty()) {
            sql.deleteFrom(table.table())
                    .where(RowKey.isOneOf(engine, table, table.messageKey, named))
                    .execute();
        }
        append(
                table,
                winners.values().stream()
                        .map(IncomingMessage::row)
                        .flatMap(table::rowsOf)
                        .toList());
    }

    private Set<RowKey> touchedSessions() {
        Set<RowKey> keys =
                winners.values().stream().map(m -> RowKey.sessionOf(m.row())).collect(toSet());
        leaving.values().forEach(m -> keys.add(RowKey.sessionOf(m)));
        return keys;
    }

    // ---- Summaries of sessions

    /**
     * Writes the summaries of all touched sessions.
     *
     * @param known the current ones of the log, by key
     * @return the summaries afterwards, by key; without sessions that have no message left
     */
    private Map<RowKey, SessionRow> summarise(Map<RowKey, SessionRow> known) {
        Set<RowKey> losing = leaving.values().stream().map(RowKey::sessionOf).collect(toSet());
        Map<RowKey, SessionRow> summaries = new LinkedHashMap<>();
        known.forEach((key, session) -> {
            if (!losing.contains(key)) {
                summaries.put(key, session);
            }
        });
        SessionDataWriter data = new SessionDataWriter(engine, sql);
        for (IncomingMessage message : winners.values()) {
            if (!losing.contains(RowKey.sessionOf(message.row()))) {
                summaries.merge(RowKey.sessionOf(message.row()), message.session(), SessionRow::merge);
                data.said(message.row());
            }
        }
        for (IncomingMessage message : messagesOf(losing, known)) {
            summaries.merge(RowKey.sessionOf(message.row()), message.session(), SessionRow::merge);
            data.said(message.row());
        }
        replace(SESSION, SESSION.sessionKey, known.keySet(), summaries, sessionsReplaced);
        data.write(losing);
        return summaries;
    }

    private Stream<Instant> times() {
        return winners.values().stream().map(message -> message.row().turn().time());
    }

    /** Returns all messages, with their origins, of the sessions that lost one. */
    private List<IncomingMessage> messagesOf(Set<RowKey> sessions, Map<RowKey, SessionRow> known) {
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
                .where(RowKey.isOneOf(engine, MESSAGE, MESSAGE.sessionKey, sessions), MESSAGE.time.between(from, to))
                .fetch(MESSAGE::read)
                .stream()
                .map(row -> new IncomingMessage(
                        row, RequiredRow.found(known, RowKey.sessionOf(row)).origin()))
                .toList();
    }

    // ---- Summaries of clients

    private void summariseClients(Map<RowKey, SessionRow> sessions) {
        Set<RowKey> touched = leaving.values().stream().map(RowKey::clientOf).collect(toSet());
        winners.values().forEach(m -> touched.add(RowKey.clientOf(m.row())));
        accepted.forEach(m -> touched.add(RowKey.clientOf(m.row())));
        Map<RowKey, ClientRow> known = clientsFound.of(touched);
        Set<RowKey> losing = leaving.values().stream()
                .filter(m -> !isMadeUpFor(m, RequiredRow.found(known, RowKey.clientOf(m))))
                .map(RowKey::clientOf)
                .collect(toSet());
        Map<RowKey, ClientRow> summaries = new LinkedHashMap<>();
        known.forEach((key, client) -> {
            if (!losing.contains(key)) {
                summaries.put(key, client);
            }
        });
        for (IncomingMessage message : winners.values()) {
            if (!losing.contains(RowKey.clientOf(message.row()))) {
                ClientRow client = ClientRow.of(message.row(), message.origin(), message.sessionId());
                // For a message that has moved to another session, the new session counts.
                summaries.merge(RowKey.clientOf(message.row()), client, (before, now) -> now.merge(before));
            }
        }
        recomputeClients(losing, known, sessions).forEach(summaries::put);
        for (IncomingMessage message : accepted) {
            ClientNames names = message.origin().clientNames();
            if (!names.equals(ClientNames.NONE)) {
                TimestampedValue<ClientNames> said = message.row().stamp(names);
                summaries.computeIfPresent(RowKey.clientOf(message.row()), (key, client) -> client.named(said));
            }
        }
        replace(CLIENT, CLIENT.clientKey, known.keySet(), summaries, clientsReplaced);
    }

    /** Returns whether the replacement of a message contains all that the message contributed to its client. */
    private boolean isMadeUpFor(MessageRow gone, ClientRow client) {
        @Nullable IncomingMessage next = winners.get(RowKey.of(gone));
        if (next == null || next.row().clientKey() != gone.clientKey()) {
            return false;
        }
        boolean isTheSame = next.row().versions().equals(gone.versions());
        Instant goneAt = gone.turn().time();
        return isTheSame
                || next.origin().channelType().equals(client.channelType())
                        && next.origin().clientId().equals(client.clientId())
                        // Otherwise it may have been the client's first or last message, and the next version is not.
                        && (client.join().isBefore(goneAt) || !next.time().isAfter(goneAt))
                        && (client.lastVisit().isAfter(goneAt) || !next.time().isBefore(goneAt));
    }

    /**
     * Computes the summaries of clients that lost a message, from their sessions and their last message; their names
     * stay unchanged. The database aggregates them, because a client may have any number of sessions.
     */
    private Map<RowKey, ClientRow> recomputeClients(
            Set<RowKey> clients, Map<RowKey, ClientRow> known, Map<RowKey, SessionRow> touchedSessions) {
        if (clients.isEmpty()) {
            return Map.of();
        }
        Field<Instant> join = min(SESSION.start);
        Field<Instant> lastVisit = max(SESSION.end);
        Field<String> channelType = max(SESSION.channelType);
        // Any of the ids, as some sessions may contain its pseudonym.
        Field<String> oneId = min(SESSION.clientId);
        Field<String> otherId = max(SESSION.clientId);
        Map<RowKey, Record> visits = sql.select(
                        SESSION.projectId, SESSION.clientKey, join, lastVisit, channelType, oneId, otherId)
                .from(SESSION.table())
                .where(RowKey.isOneOf(engine, SESSION, SESSION.clientKey, clients))
                .groupBy(SESSION.projectId, SESSION.clientKey)
                .fetchMap(row -> new RowKey(row.get(SESSION.projectId), row.get(SESSION.clientKey)), row -> row);
        Map<RowKey, Last> lasts = lasts(
                clients, visits.values().stream().map(row -> row.get(lastVisit)).collect(toSet()));
        Map<RowKey, SessionRow> sessions = sessions(lasts.values().stream()
                .map(Last::session)
                .filter(key -> !touchedSessions.containsKey(key))
                .toList());
        sessions.putAll(touchedSessions);
        Map<RowKey, ClientRow> anew = new HashMap<>();
        visits.forEach((key, row) -> {
            ClientRow before = RequiredRow.found(known, key);
            Last last = RequiredRow.found(lasts, key);
            anew.put(
                    key,
                    new ClientRow(
                            before.projectId(),
                            key.key(),
                            before.botId(),
                            row.get(channelType),
                            Pseudonyms.shown(row.get(oneId), row.get(otherId), key.key()),
                            before.names(),
                            row.get(join),
                            row.get(lastVisit),
                            new TimestampedValue<>(
                                    RequiredRow.found(sessions, last.session()).sessionId(),
                                    row.get(lastVisit),
                                    last.messageKey())));
        });
        return anew;
    }

    private record Last(RowKey session, long messageKey) {}

    /** Returns the last messages of clients, which have certain times. */
    private Map<RowKey, Last> lasts(Set<RowKey> clients, Set<Instant> times) {
        Field<Integer> place = rowNumber()
                .over()
                .partitionBy(MESSAGE.projectId, MESSAGE.clientKey)
                .orderBy(MESSAGE.time.desc(), MESSAGE.messageKey.desc())
                .as("place");
        Table<?> ranked = sql.select(
                        MESSAGE.projectId, MESSAGE.clientKey, MESSAGE.sessionKey, MESSAGE.messageKey, place)
                .from(MESSAGE.table())
                .where(RowKey.isOneOf(engine, MESSAGE, MESSAGE.clientKey, clients), MESSAGE.time.in(times))
                .asTable(name("ranked"));
        return sql.selectFrom(ranked)
                .where(ranked.field(place).eq(1))
                .fetchMap(
                        row -> new RowKey(row.get(0, Long.class), row.get(1, Long.class)),
                        row -> new Last(
                                new RowKey(row.get(0, Long.class), row.get(2, Long.class)), row.get(3, Long.class)));
    }

    // ---- Tables

    private Map<RowKey, SessionRow> sessions(Collection<RowKey> keys) {
        return sessionsFound.of(keys);
    }

    /** Rows of a table as they are in the log before this transaction writes the table: each is looked for once. */
    private final class Found<R> {
        private final RowTable<R> table;
        private final Field<Long> keyField;
        private final Function<R, RowKey> key;
        private final Map<RowKey, R> atHand;
        private final Map<RowKey, R> found = new HashMap<>();
        private final Set<RowKey> asked = new HashSet<>();

        Found(RowTable<R> table, Field<Long> keyField, Function<R, RowKey> key, Map<RowKey, R> atHand) {
            this.table = table;
            this.keyField = keyField;
            this.key = key;
            this.atHand = atHand;
        }

        /** Returns the rows with some keys: from the cache, or else from the database if they exist. */
        Map<RowKey, R> of(Collection<RowKey> keys) {
            List<RowKey> others = new ArrayList<>();
            for (RowKey each : keys) {
                if (asked.add(each)) {
                    @Nullable R row = atHand.get(each);
                    if (row != null) {
                        found.put(each, row);
                    } else if (knownKeys.mightContain(each.key())) {
                        others.add(each);
                    }
                }
            }
            if (!others.isEmpty()) {
                new RowReader(engine, sql)
                        .withKeys(table, keyField, others)
                        .forEach(row -> found.put(key.apply(row), row));
            }
            Map<RowKey, R> rows = new HashMap<>();
            for (RowKey each : keys) {
                @Nullable R row = found.get(each);
                if (row != null) {
                    rows.put(each, row);
                }
            }
            return rows;
        }
    }

    /** Replaces the rows with the old keys. */
    private <R> void replace(
            RowTable<R> table, Field<Long> keyField, Set<RowKey> oldKeys, Map<RowKey, R> rows, Replaced<R> replaced) {
        if (!oldKeys.isEmpty()) {
            sql.deleteFrom(table.table())
                    .where(RowKey.isOneOf(engine, table, keyField, oldKeys))
                    .execute();
        }
        append(table, rows.values());
        rows.keySet().forEach(each -> knownKeys.add(each.key()));
        replaced.old().addAll(oldKeys);
        replaced.rows().putAll(rows);
    }

    private <R> void append(RowTable<R> table, Collection<R> rows) {
        BulkInsert.append(engine, sql, table, rows);
    }
}
