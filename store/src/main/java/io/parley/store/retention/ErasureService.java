// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import static io.parley.store.table.ClientBlockTable.CLIENT_BLOCK;
import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.ErasureTable.ERASURE;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.ReactionTable.MESSAGE_REACTION;
import static io.parley.store.table.SessionOutcomeTable.SESSION_ACTION;
import static io.parley.store.table.SessionOutcomeTable.SESSION_TOPIC;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.EXPERIMENT_JOIN;
import static io.parley.store.table.SmallTables.FILTER_SET;
import static io.parley.store.table.SmallTables.PROJECT;
import static io.parley.store.table.SmallTables.QUARANTINE;
import static io.parley.store.table.SmallTables.SCHEDULE;
import static io.parley.store.table.SmallTables.TASK;
import static io.parley.store.table.StatusTable.MESSAGE_STATUS;
import static io.parley.store.table.TransferTable.TRANSFER;
import static org.jooq.impl.DSL.select;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.core.log.ClientRow;
import io.parley.core.log.Keys;
import io.parley.core.log.MessageRow;
import io.parley.core.log.Pseudonyms;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import io.parley.store.filterset.FilterSetRepository;
import io.parley.store.ingest.BulkInsert;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.ingest.Redaction;
import io.parley.store.table.Erasure;
import io.parley.store.table.RowReader;
import io.parley.store.table.SessionOutcomeTable;
import io.parley.store.table.TransferRow;
import io.parley.store.task.Task;
import io.parley.store.task.TaskRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of clients. It leaves the times and types of their messages. Keys stay: they are hashes of ids and
 * contain no name, although a known id can be compared with them. An erasure's time and the client's key are stored
 * permanently, so that the log can reject erased messages that are reported again.
 */
public final class ErasureService {
    /** Messages in one transaction, which bots have to wait for. */
    private static final int PORTION = 2_000;

    private final Engine engine;
    private final ConversationLog log;
    private final FilterSetRepository filterSets;
    private final Clock clock;
    private final DatabaseClock time;

    public ErasureService(
            Engine engine, ConversationLog log, FilterSetRepository filterSets, Clock clock, DatabaseClock time) {
        this.engine = engine;
        this.log = log;
        this.filterSets = filterSets;
        this.clock = clock;
        this.time = time;
    }

    // ---- Asking

    /**
     * Records a request to erase a client: from now on, messages up to the current time are stored without content. A
     * repeated request extends the erasure to its own time.
     *
     * @param task creates the task that erases the existing data; it is queued in the same transaction
     */
    public Task ask(long projectId, String botId, RequestValue<String> clientId, Function<Erasure, Task> task) {
        long clientKey = engine.keys().client(projectId, botId, clientId.value());
        return log.edit(sql -> {
            if (!isKnown(sql, projectId, clientKey, botId, clientId.value())) {
                throw clientId.refused(ErrorCode.CLIENT, "the id of a client of that channel");
            }
            return ask(sql, projectId, clientKey, botId, clientId.value(), Instant.EPOCH, task);
        });
    }

    /**
     * Repeats an erasure that the store lacks because an older backup was restored.
     *
     * @param upTo time of the last message of the earlier erasure
     */
    public Task repeat(long projectId, long clientKey, String botId, Instant upTo, Function<Erasure, Task> task) {
        return log.edit(sql -> ask(sql, projectId, clientKey, botId, null, upTo, task));
    }

    private Task ask(
            DSLContext sql,
            long projectId,
            long clientKey,
            String botId,
            @Nullable String clientId,
            Instant atLeastUpTo,
            Function<Erasure, Task> task) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Condition it = is(projectId, clientKey);
        ClientRow client = client(sql, projectId, clientKey).orElse(null);
        Erasure before = erasure(sql, projectId, clientKey).orElse(null);
        // An erasure that is repeated from a list ends at its earlier time; a new request ends now, or at the client's
        // last visit if a bot's clock is ahead.
        Instant upTo = clientId == null ? atLeastUpTo : latest(now, client == null ? now : client.lastVisit());
        Erasure erasure = new Erasure(
                projectId,
                clientKey,
                botId,
                clientId != null ? clientId : client == null ? null : client.clientId(),
                before == null ? upTo : latest(upTo, before.upTo()),
                now,
                null);
        sql.deleteFrom(ERASURE.table()).where(it).execute();
        BulkInsert.append(engine, sql, ERASURE, List.of(erasure));
        Task made = task.apply(erasure);
        TaskRepository.insert(sql, made);
        return made;
    }

    /** Whether there is such a client; another may have the key. */
    private static boolean isKnown(DSLContext sql, long projectId, long clientKey, String botId, String clientId) {
        return sql.fetchExists(
                        CLIENT.table(),
                        CLIENT.projectId.eq(projectId),
                        CLIENT.clientKey.eq(clientKey),
                        CLIENT.botId.eq(botId),
                        CLIENT.clientId.in(clientId, Pseudonyms.of(clientKey)))
                || sql.fetchExists(
                        CLIENT_BLOCK.table(),
                        CLIENT_BLOCK.projectId.eq(projectId),
                        CLIENT_BLOCK.clientKey.eq(clientKey),
                        CLIENT_BLOCK.botId.eq(botId),
                        CLIENT_BLOCK.clientId.eq(clientId))
                || sql.fetchExists(
                        MESSAGE_REACTION.table(),
                        MESSAGE_REACTION.projectId.eq(projectId),
                        MESSAGE_REACTION.clientKey.eq(clientKey),
                        MESSAGE_REACTION.botId.eq(botId),
                        MESSAGE_REACTION.clientId.eq(clientId));
    }

    // ---- Looking

    /** Returns the erasures of projects, the first requested first. */
    public List<Erasure> list(Collection<Long> projects) {
        return engine.sql()
                .select(ERASURE.fields())
                .from(ERASURE.table())
                .where(ERASURE.projectId.in(projects))
                .orderBy(ERASURE.askedAt, ERASURE.clientKey)
                .fetch(ERASURE::read);
    }

    /** Returns the unfinished erasures of all accounts that were requested before an instant. */
    public List<Erasure> unfinished(Instant askedBefore) {
        return engine.sql()
                .select(ERASURE.fields())
                .from(ERASURE.table())
                .where(ERASURE.doneAt.isNull(), ERASURE.askedAt.lt(askedBefore))
                .fetch(ERASURE::read);
    }

    public Optional<Erasure> get(long projectId, long clientKey) {
        return erasure(engine.sql(), projectId, clientKey);
    }

    private static Optional<Erasure> erasure(DSLContext sql, long projectId, long clientKey) {
        return sql.select(ERASURE.fields())
                .from(ERASURE.table())
                .where(is(projectId, clientKey))
                .fetchOptional(ERASURE::read);
    }

    /** Excludes a request that was made since. */
    private static Condition isThis(Erasure erasure) {
        return is(erasure.projectId(), erasure.clientKey()).and(ERASURE.askedAt.eq(erasure.askedAt()));
    }

    private static Condition is(long projectId, long clientKey) {
        return ERASURE.projectId.eq(projectId).and(ERASURE.clientKey.eq(clientKey));
    }

    private Optional<ClientRow> client(DSLContext sql, long projectId, long clientKey) {
        return new RowReader(engine, sql)
                .where(CLIENT, CLIENT.projectId.eq(projectId).and(CLIENT.clientKey.eq(clientKey))).stream()
                        .findFirst();
    }

    // ---- Erasing

    /**
     * Deletes mentions of the client outside the log: filter sets, schedules and reports that name the client, records
     * in quarantine. Must run before the other steps, while the client's names are known.
     *
     * @return ids of the deleted tasks
     */
    public List<String> redactMentions(Erasure erasure) {
        Optional<NameMatcher> mentions = mentions(erasure);
        Set<String> sessions = sessionIds(erasure);
        return engine.inTransaction(sql -> {
            renameJoins(sql, engine.keys(), erasure, EXPERIMENT_JOIN.sessionId.in(sessions), sessions::contains);
            return mentions.map(named -> redactMentions(sql, erasure, named)).orElse(List.of());
        });
    }

    private List<String> redactMentions(DSLContext sql, Erasure erasure, NameMatcher named) {
        renameJoins(sql, engine.keys(), erasure, named.possibleIn(engine, EXPERIMENT_JOIN.sessionId), named::in);
        List<Long> records = sql
                .select(QUARANTINE.id, QUARANTINE.body)
                .from(QUARANTINE.table())
                .where(QUARANTINE.projectId.eq(erasure.projectId()), named.possibleIn(engine, QUARANTINE.body))
                .fetch()
                .stream()
                .filter(row -> named.in(row.value2()))
                .map(Record2::value1)
                .toList();
        sql.deleteFrom(QUARANTINE.table())
                .where(QUARANTINE.projectId.eq(erasure.projectId()), QUARANTINE.id.in(records))
                .execute();
        long account = account(sql, erasure);
        List<String> sets = sql
                .select(FILTER_SET.id, FILTER_SET.body)
                .from(FILTER_SET.table())
                .where(FILTER_SET.accountId.eq(account), named.possibleIn(engine, FILTER_SET.body))
                .fetch()
                .stream()
                .filter(row -> named.in(row.value2()))
                .map(Record2::value1)
                .toList();
        sql.deleteFrom(FILTER_SET.table())
                .where(FILTER_SET.accountId.eq(account), FILTER_SET.id.in(sets))
                .execute();
        List<Long> schedules = sql
                .select(SCHEDULE.id, SCHEDULE.request)
                .from(SCHEDULE.table())
                .where(SCHEDULE.accountId.eq(account), named.possibleIn(engine, SCHEDULE.request))
                .fetch()
                .stream()
                .filter(row -> named.in(row.value2()))
                .map(Record2::value1)
                .toList();
        sql.deleteFrom(SCHEDULE.table())
                .where(SCHEDULE.accountId.eq(account), SCHEDULE.id.in(schedules))
                .execute();
        return TaskRepository.forget(sql, account, named.possibleIn(engine, TASK.request), named::in);
    }

    private static long account(DSLContext sql, Erasure erasure) {
        return sql.select(PROJECT.accountId)
                .from(PROJECT.table())
                .where(PROJECT.id.eq(erasure.projectId()))
                .fetchSingle(PROJECT.accountId);
    }

    /** Returns the client's names; empty when none are known, because no data of the client has arrived yet. */
    private Optional<NameMatcher> mentions(Erasure erasure) {
        Set<String> names = new HashSet<>();
        Optional.ofNullable(erasure.clientId()).ifPresent(names::add);
        client(engine.sql(), erasure.projectId(), erasure.clientKey()).ifPresent(client -> {
            names.add(client.clientId());
            Optional.ofNullable(client.knownNames().username()).ifPresent(names::add);
            // A first or last name alone is shared with too many other people.
            Optional.ofNullable(client.knownNames().display())
                    .filter(name -> name.contains(" "))
                    .ifPresent(names::add);
        });
        names.remove(Pseudonyms.of(erasure.clientKey()));
        names.removeIf(String::isBlank);
        return names.isEmpty() ? Optional.empty() : Optional.of(new NameMatcher(names));
    }

    private Set<String> sessionIds(Erasure erasure) {
        return engine.sql()
                .select(SESSION.sessionId)
                .from(SESSION.table())
                .where(
                        SESSION.projectId.eq(erasure.projectId()),
                        SESSION.clientKey.eq(erasure.clientKey()),
                        SESSION.end.le(erasure.upTo()))
                .fetchSet(SESSION.sessionId);
    }

    /** Experiments identify sessions by id; they keep counting them under their pseudonyms. */
    private static void renameJoins(
            DSLContext sql, Keys keys, Erasure erasure, Condition possible, Predicate<String> isTheirs) {
        Condition ofBot =
                EXPERIMENT_JOIN.projectId.eq(erasure.projectId()).and(EXPERIMENT_JOIN.botId.eq(erasure.botId()));
        sql
                .selectDistinct(EXPERIMENT_JOIN.sessionId)
                .from(EXPERIMENT_JOIN.table())
                .where(ofBot, possible)
                .fetch(EXPERIMENT_JOIN.sessionId)
                .stream()
                .filter(isTheirs)
                .forEach(session -> sql.update(EXPERIMENT_JOIN.table())
                        .set(EXPERIMENT_JOIN.sessionId, Pseudonyms.ofSession(keys, erasure.clientKey(), session))
                        .where(ofBot, EXPERIMENT_JOIN.sessionId.eq(session))
                        .execute());
    }

    /** Returns how many messages are to be erased. */
    public long count(Erasure erasure) {
        return engine.sql().fetchCount(MESSAGE.table(), isErased(erasure));
    }

    /**
     * The progress of an erasure.
     *
     * @param messages how many were erased in the last step; 0 at the end
     */
    public record Reached(int messages, Instant time, long messageKey) {
        public static final Reached NOTHING = new Reached(0, Instant.EPOCH, Long.MIN_VALUE);
    }

    /**
     * Erases some of the client's messages, the oldest first, with their data in the sessions, in a separate
     * transaction. Messages that are erased already stay unchanged.
     *
     * @param reached progress of the previous step
     */
    public Reached eraseSome(Erasure erasure, Reached reached) {
        return log.edit(sql -> {
            Condition next = MESSAGE.time
                    .gt(reached.time())
                    .or(MESSAGE.time.eq(reached.time()).and(MESSAGE.messageKey.gt(reached.messageKey())));
            List<MessageRow> messages = new RowReader(engine, sql)
                    .page(
                            MESSAGE,
                            isErased(erasure).and(next),
                            List.of(MESSAGE.time.asc(), MESSAGE.messageKey.asc()),
                            PORTION,
                            0);
            Redaction.ofClient(engine, sql, messages, erasure.upTo());
            return messages.isEmpty()
                    ? Reached.NOTHING
                    : new Reached(
                            messages.size(),
                            messages.getLast().turn().time(),
                            messages.getLast().messageKey());
        });
    }

    private static Condition isErased(Erasure erasure) {
        return MESSAGE.projectId
                .eq(erasure.projectId())
                .and(MESSAGE.clientKey.eq(erasure.clientKey()))
                .and(MESSAGE.time.le(erasure.upTo()));
    }

    /** Erases the client's data besides the messages, including the names. */
    public void eraseClient(Erasure erasure) {
        log.edit(sql -> {
            long project = erasure.projectId();
            long key = erasure.clientKey();
            Condition theirs = CLIENT.projectId.eq(project).and(CLIENT.clientKey.eq(key));
            Optional<ClientRow> client = client(sql, project, key);
            sql.deleteFrom(CLIENT.table()).where(theirs).execute();
            BulkInsert.append(
                    engine,
                    sql,
                    CLIENT,
                    client.map(row -> row.withoutClient(erasure.upTo(), engine.keys())).stream()
                            .toList());
            for (SessionOutcomeTable marks : List.of(SESSION_TOPIC, SESSION_ACTION)) {
                sql.deleteFrom(marks.table())
                        .where(
                                marks.projectId.eq(project),
                                marks.clientKey.eq(key),
                                marks.sessionKey.in(select(SESSION.sessionKey)
                                        .from(SESSION.table())
                                        .where(
                                                SESSION.projectId.eq(project),
                                                SESSION.clientKey.eq(key),
                                                SESSION.end.le(erasure.upTo()))))
                        .execute();
            }
            sql.deleteFrom(MESSAGE_REACTION.table())
                    .where(
                            MESSAGE_REACTION.projectId.eq(project),
                            MESSAGE_REACTION.clientKey.eq(key),
                            MESSAGE_REACTION.saidAt.le(erasure.upTo()))
                    .execute();
            PieceRetention.forget(engine, sql, project, key);
            client.map(ClientRow::clientId).ifPresent(id -> eraseIds(sql, erasure, id));
            sql.update(CLIENT_BLOCK.table())
                    .setNull(CLIENT_BLOCK.reason)
                    .where(CLIENT_BLOCK.projectId.eq(project), CLIENT_BLOCK.clientKey.eq(key))
                    .execute();
            return sql.update(ERASURE.table())
                    .setNull(ERASURE.clientId)
                    .where(isThis(erasure))
                    .execute();
        });
    }

    /** Some channels derive ids of messages from the client's id; other records of those messages contain them, too. */
    private void eraseIds(DSLContext sql, Erasure erasure, String clientId) {
        Condition transfers = TRANSFER.projectId
                .eq(erasure.projectId())
                .and(TRANSFER.clientKey.eq(erasure.clientKey()))
                .and(TRANSFER.saidAt.le(erasure.upTo()));
        List<TransferRow> rows = sql.select(TRANSFER.fields())
                .from(TRANSFER.table())
                .where(transfers)
                .fetch(TRANSFER::read);
        sql.deleteFrom(TRANSFER.table()).where(transfers).execute();
        BulkInsert.append(
                engine,
                sql,
                TRANSFER,
                rows.stream()
                        .map(row -> row.withoutClient(
                                engine.keys().message(erasure.projectId(), erasure.botId(), row.questionId()),
                                clientId))
                        .toList());
        NameMatcher id = new NameMatcher(List.of(clientId));
        List<String> questions = sql
                .selectDistinct(MESSAGE_STATUS.questionId)
                .from(MESSAGE_STATUS.table())
                .where(
                        MESSAGE_STATUS.projectId.eq(erasure.projectId()),
                        id.possibleIn(engine, MESSAGE_STATUS.questionId))
                .fetch(MESSAGE_STATUS.questionId)
                .stream()
                .filter(id::in)
                .toList();
        sql.deleteFrom(MESSAGE_STATUS.table())
                .where(MESSAGE_STATUS.projectId.eq(erasure.projectId()), MESSAGE_STATUS.questionId.in(questions))
                .execute();
    }

    /**
     * Drops the files of reports that have started by now and may contain erased data.
     *
     * @return ids of the tasks with files to delete
     */
    public List<String> deleteFiles(Erasure erasure) {
        return engine.inTransaction(sql -> TaskRepository.deleteFiles(
                sql,
                account(sql, erasure),
                erasure.projectId(),
                time.now(sql),
                "the file was deleted, because a client of whom it may have told was erased; start the report again"));
    }

    /** Records that everything was erased, including deleted rows in the engine's files. */
    public void finish(Erasure erasure) {
        log.edit(sql -> sql.update(ERASURE.table())
                .set(ERASURE.doneAt, clock.instant())
                .where(isThis(erasure))
                .execute());
        filterSets.evictCached();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
