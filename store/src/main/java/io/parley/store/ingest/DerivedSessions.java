// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.MessageTable.MESSAGE;
import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.parley.core.log.IdleSessionSplitter;
import io.parley.core.log.MessageRow;
import io.parley.core.log.Pseudonyms;
import io.parley.core.log.SessionRow;
import io.parley.store.engine.Engine;
import io.parley.store.table.RequiredRow;
import io.parley.store.table.RowKey;
import io.parley.store.table.TableColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The derivation of sessions for bots that name none, with the rules of {@link IdleSessionSplitter}, without reading all
 * messages of their clients. New messages can only affect sessions that have a message within a silence of them. A
 * session that continues takes them unchanged. Its messages are read when it changes its name, is joined with an
 * earlier one, or has lost a message.
 */
final class DerivedSessions {
    /**
     * Maximum number of messages of a derived session that is renamed when an earlier message arrives late, because the
     * new name is written into each of them. A longer session keeps its name; only then the name depends on the order
     * of arrival.
     */
    static final long LONGEST_RENAMED = 1_000;

    private static final Comparator<IncomingMessage> IN_ORDER = comparing(IncomingMessage::time)
            .thenComparingLong(message -> message.row().messageKey());

    private final Engine engine;
    private final DSLContext sql;
    private final Function<Collection<RowKey>, Map<RowKey, SessionRow>> sessions;

    /**
     * Creates the derivation for a transaction.
     *
     * @param sessions the rows of sessions in the log, by key
     */
    DerivedSessions(Engine engine, DSLContext sql, Function<Collection<RowKey>, Map<RowKey, SessionRow>> sessions) {
        this.engine = engine;
        this.sql = sql;
        this.sessions = sessions;
    }

    /** A message before and after the assignment to its session. */
    record Placed(IncomingMessage before, IncomingMessage after) {}

    /** New messages of one client, each within a silence of the next. */
    private record Run(List<IncomingMessage> messages) {
        IncomingMessage first() {
            return messages.getFirst();
        }

        Instant from() {
            return first().time().minus(IdleSessionSplitter.GAP);
        }

        Instant to() {
            return messages.getLast().time().plus(IdleSessionSplitter.GAP);
        }
    }

    /**
     * A session with messages near a run.
     *
     * @param earliest the time of the first of these messages
     * @param key the least key of those at the run's first instant; null when there is none
     */
    private record Near(
            int run,
            RowKey session,
            Instant earliest,
            @Nullable Long key) {
        boolean precedes(IncomingMessage message) {
            int order = earliest.compareTo(message.time());
            return order < 0 || order == 0 && key != null && key < message.row().messageKey();
        }
    }

    /** Runs and sessions that form one session, unless one of them has lost a message. */
    private static final class Group {
        final List<IncomingMessage> added = new ArrayList<>();
        final Map<RowKey, Near> near = new LinkedHashMap<>();
        final Set<RowKey> sessions = new LinkedHashSet<>();

        int size() {
            return added.size() + sessions.size();
        }

        Group absorb(Group other) {
            added.addAll(other.added);
            other.near.values().forEach(this::add);
            sessions.addAll(other.sessions);
            return this;
        }

        void add(Near session) {
            sessions.add(session.session());
            near.merge(
                    session.session(),
                    session,
                    (one, another) -> one.earliest().isAfter(another.earliest()) ? another : one);
        }

        IncomingMessage first() {
            return added.stream().min(IN_ORDER).orElseThrow();
        }
    }

    /**
     * Assigns messages to sessions.
     *
     * @param added the new ones
     * @param torn derived sessions that lose messages
     * @param leaving keys of the messages in the log to ignore
     * @return the new messages, and those of the log that may have to move, all with their sessions
     */
    List<Placed> place(Collection<IncomingMessage> added, Set<RowKey> torn, Set<RowKey> leaving) {
        List<Group> groups = groups(runs(added), torn);
        Map<RowKey, SessionRow> known = sessions.apply(
                groups.stream().flatMap(group -> group.sessions.stream()).collect(toSet()));
        Map<Group, SessionRow> goingOn = new HashMap<>();
        Set<RowKey> read = new HashSet<>();
        for (Group group : groups) {
            SessionRow session = goesOn(group, torn, known);
            if (session != null) {
                goingOn.put(group, session);
            }
            group.sessions.stream()
                    .filter(key -> session == null || !key.equals(RowKey.of(session)) && !isLong(known, key))
                    .forEach(read::add);
        }
        Map<RowKey, List<IncomingMessage>> inLog = messages(read, known).stream()
                .filter(message -> !leaving.contains(RowKey.of(message.row())))
                .collect(groupingBy(message -> RowKey.sessionOf(message.row())));
        List<Placed> placed = new ArrayList<>();
        for (Group group : groups) {
            List<IncomingMessage> messages = Stream.concat(
                            group.added.stream(),
                            group.sessions.stream().flatMap(key -> inLog.getOrDefault(key, List.of()).stream()))
                    .toList();
            SessionRow session = goingOn.get(group);
            if (session == null) {
                Map<Long, String> cut = IdleSessionSplitter.cut(
                        messages.stream().map(IncomingMessage::row).toList());
                messages.forEach(message -> placed.add(new Placed(
                        message,
                        message.in(
                                engine.keys(),
                                RequiredRow.found(cut, message.row().messageKey())))));
            } else {
                messages.forEach(message ->
                        placed.add(new Placed(message, message.in(session.sessionKey(), session.sessionId()))));
            }
        }
        return placed;
    }

    private static List<Run> runs(Collection<IncomingMessage> added) {
        List<Run> runs = new ArrayList<>();
        for (List<IncomingMessage> ofClient : added.stream()
                .sorted(IN_ORDER)
                .collect(groupingBy(message -> RowKey.clientOf(message.row())))
                .values()) {
            @Nullable IncomingMessage before = null;
            for (IncomingMessage message : ofClient) {
                if (before == null
                        || Duration.between(before.time(), message.time()).compareTo(IdleSessionSplitter.GAP) > 0) {
                    runs.add(new Run(new ArrayList<>()));
                }
                runs.getLast().messages().add(message);
                before = message;
            }
        }
        return runs;
    }

    private List<Group> groups(List<Run> runs, Set<RowKey> torn) {
        Map<Integer, List<Near>> near = near(runs).stream().collect(groupingBy(Near::run));
        Map<RowKey, Group> bySession = new HashMap<>();
        Set<Group> groups = new LinkedHashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            Group group = new Group();
            group.added.addAll(runs.get(i).messages());
            for (Near session : near.getOrDefault(i, List.of())) {
                Group other = bySession.get(session.session());
                if (other != null && other != group) {
                    groups.remove(other);
                    boolean smaller = group.size() < other.size();
                    Group less = smaller ? group : other;
                    group = smaller ? other.absorb(group) : group.absorb(other);
                    for (RowKey key : less.sessions) {
                        bySession.put(key, group);
                    }
                }
                group.add(session);
                bySession.put(session.session(), group);
            }
            groups.add(group);
        }
        for (RowKey key : torn) {
            if (!bySession.containsKey(key)) {
                Group alone = new Group();
                alone.sessions.add(key);
                groups.add(alone);
            }
        }
        return List.copyOf(groups);
    }

    /**
     * Returns the sessions near the runs. The database computes them, because there may be any number of messages
     * within a silence.
     */
    private List<Near> near(List<Run> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        Field<Integer> number = field(name("run", "number"), SQLDataType.INTEGER);
        Field<Long> project = field(name("run", "project"), SQLDataType.BIGINT);
        Field<Long> client = field(name("run", "client"), SQLDataType.BIGINT);
        Field<Instant> from = field(name("run", "from_time"), TableColumn.INSTANT);
        Field<Instant> to = field(name("run", "to_time"), TableColumn.INSTANT);
        Field<Instant> first = field(name("run", "first_time"), TableColumn.INSTANT);
        Table<?> run = select(
                        engine.unnest(LongStream.range(0, runs.size()).boxed().toList())
                                .as(number.getUnqualifiedName()),
                        engine.unnest(runs.stream()
                                        .map(each -> each.first().row().projectId())
                                        .toList())
                                .as(project.getUnqualifiedName()),
                        engine.unnest(runs.stream()
                                        .map(each -> each.first().row().clientKey())
                                        .toList())
                                .as(client.getUnqualifiedName()),
                        engine.unnestInstants(runs.stream().map(Run::from).toList())
                                .as(from.getUnqualifiedName()),
                        engine.unnestInstants(runs.stream().map(Run::to).toList())
                                .as(to.getUnqualifiedName()),
                        engine.unnestInstants(runs.stream()
                                        .map(each -> each.first().time())
                                        .toList())
                                .as(first.getUnqualifiedName()))
                .asTable(name("run"));
        Field<Instant> earliest = min(MESSAGE.time);
        Field<Long> key = min(MESSAGE.messageKey).filterWhere(MESSAGE.time.eq(first));
        return sql.select(number, project, MESSAGE.sessionKey, earliest, key)
                .from(run)
                .join(MESSAGE.table())
                .on(MESSAGE.projectId.eq(project), MESSAGE.clientKey.eq(client), MESSAGE.time.between(from, to))
                .where(
                        MESSAGE.sessionDerived.isTrue(),
                        // Zone maps of an engine without indexes skip the rows outside.
                        MESSAGE.time.between(
                                inline(
                                        runs.stream()
                                                .map(Run::from)
                                                .min(naturalOrder())
                                                .orElseThrow(),
                                        TableColumn.INSTANT),
                                inline(
                                        runs.stream()
                                                .map(Run::to)
                                                .max(naturalOrder())
                                                .orElseThrow(),
                                        TableColumn.INSTANT)))
                .groupBy(number, project, MESSAGE.sessionKey)
                .fetch(row -> new Near(
                        row.get(number),
                        new RowKey(row.get(project), row.get(MESSAGE.sessionKey)),
                        row.get(earliest),
                        row.get(key)));
    }

    /**
     * Returns the session of the log that all messages of a group join unchanged; null when the group must be cut
     * again.
     */
    private static @Nullable SessionRow goesOn(Group group, Set<RowKey> torn, Map<RowKey, SessionRow> known) {
        if (group.added.isEmpty() || group.sessions.stream().anyMatch(torn::contains)) {
            return null;
        }
        SessionRow longOne = group.near.values().stream()
                .sorted(comparing(Near::earliest))
                .map(near -> RequiredRow.found(known, near.session()))
                .filter(DerivedSessions::isLong)
                .findFirst()
                .orElse(null);
        if (longOne != null) {
            return longOne;
        }
        IncomingMessage first = group.first();
        SessionRow before = group.near.values().stream()
                .filter(near -> near.precedes(first))
                .min(comparing(Near::earliest))
                .map(near -> RequiredRow.found(known, near.session()))
                .orElse(null);
        // After an erasure, a returning client reports the session's real name again.
        return before == null || Pseudonyms.key(before.sessionId()).isPresent() ? null : before;
    }

    private static boolean isLong(Map<RowKey, SessionRow> known, RowKey key) {
        return isLong(RequiredRow.found(known, key));
    }

    private static boolean isLong(SessionRow session) {
        return session.messageCount() > LONGEST_RENAMED;
    }

    private List<IncomingMessage> messages(Set<RowKey> read, Map<RowKey, SessionRow> known) {
        if (read.isEmpty()) {
            return List.of();
        }
        Instant from = read.stream()
                .map(key -> RequiredRow.found(known, key).start())
                .min(naturalOrder())
                .orElseThrow();
        Instant to = read.stream()
                .map(key -> RequiredRow.found(known, key).end())
                .max(naturalOrder())
                .orElseThrow();
        return sql
                .select(MESSAGE.fields())
                .from(MESSAGE.table())
                .where(
                        RowKey.isOneOf(engine, MESSAGE, MESSAGE.sessionKey, read),
                        MESSAGE.sessionDerived.isTrue(),
                        MESSAGE.time.between(from, to))
                .fetch(MESSAGE::read)
                .stream()
                .map((MessageRow row) -> new IncomingMessage(
                        row, RequiredRow.found(known, RowKey.sessionOf(row)).origin()))
                .toList();
    }
}
