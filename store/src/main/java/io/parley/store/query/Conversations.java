package io.parley.store.query;

import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SessionTable.SESSION;

import io.parley.core.filter.FilterSet;
import io.parley.core.log.MessageRow;
import io.parley.core.log.SessionRow;
import io.parley.core.page.Page;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreFailure;
import io.parley.store.rows.RowTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reading the conversation log. Every list is bounded by the projects that the caller may see and by a filter set; page, count and
 * stream of one list share one condition and one order.
 */
public final class Conversations {
    /** Newest first; ties by id (our decision: the contract names no order). */
    private static final List<OrderField<?>> SESSION_ORDER =
            List.of(SESSION.start.desc(), SESSION.sessionId.asc(), SESSION.sessionKey.asc());

    private static final List<OrderField<?>> MESSAGE_ORDER =
            List.of(MESSAGE.time.desc(), MESSAGE.questionId.asc(), MESSAGE.messageKey.asc());

    /** A dialog reads from its beginning. */
    private static final List<OrderField<?>> DIALOG_ORDER =
            List.of(MESSAGE.time.asc(), MESSAGE.questionId.asc(), MESSAGE.messageKey.asc());

    /** Rows that a stream hands on at once. */
    private static final int CHUNK = 1000;

    private final Engine engine;
    private final FilterSql filters;

    public Conversations(Engine engine) {
        this.engine = engine;
        this.filters = new FilterSql(engine);
    }

    /** A page of the sessions that the filters want, newest first. */
    public Page<SessionView> sessions(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql().transactionResult(t -> {
            Page<SessionRow> page = page(
                    t.dsl(),
                    SESSION,
                    SESSION.projectId.in(projects).and(filters.sessions(wanted)),
                    SESSION_ORDER,
                    request);
            List<SessionView> views = new Surroundings(t.dsl()).ofSessions(page.rows());
            return new Page<>(request, page.totalCount(), views);
        });
    }

    /** A page of the messages that the filters want, newest first. */
    public Page<MessageView> messages(Collection<Long> projects, FilterSet wanted, PageRequest request) {
        return engine.sql().transactionResult(t -> {
            Page<MessageRow> page = page(
                    t.dsl(),
                    MESSAGE,
                    MESSAGE.projectId.in(projects).and(filters.messages(wanted)),
                    MESSAGE_ORDER,
                    request);
            return new Page<>(request, page.totalCount(), new Surroundings(t.dsl()).ofMessages(page.rows()));
        });
    }

    /** How many messages the filters want. */
    public long countMessages(Collection<Long> projects, FilterSet wanted) {
        return count(engine.sql(), MESSAGE, MESSAGE.projectId.in(projects).and(filters.messages(wanted)));
    }

    /**
     * Hands on all messages that the filters want, in the order of {@link #messages}, some at a time; only those are in memory.
     *
     * @param next takes the next ones; what it throws ends the stream
     */
    public void streamMessages(Collection<Long> projects, FilterSet wanted, Consumer<List<MessageView>> next) {
        Condition condition = MESSAGE.projectId.in(projects).and(filters.messages(wanted));
        try (Connection connection = engine.streaming()) {
            DSLContext sql = DSL.using(connection, engine.sql().dialect(), engine.sql().settings());
            try (Cursor<? extends Record> cursor = sql.select(MESSAGE.fields())
                    .from(MESSAGE.table())
                    .where(condition)
                    .orderBy(MESSAGE_ORDER)
                    .fetchSize(CHUNK)
                    .fetchLazy()) {
                Surroundings surroundings = new Surroundings(engine.sql());
                while (cursor.hasNext()) {
                    next.accept(surroundings.ofMessages(cursor.fetchNext(CHUNK).map(MESSAGE::read)));
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure("cannot read the messages: " + e.getMessage(), e);
        }
    }

    /**
     * The session of that id.
     *
     * @param botId null for whichever bot has it; should several have one of that id, the newest is meant
     */
    public Optional<SessionView> session(Collection<Long> projects, String sessionId, @Nullable String botId) {
        return engine.sql()
                .select(SESSION.fields())
                .from(SESSION.table())
                .where(
                        SESSION.projectId.in(projects),
                        SESSION.sessionId.eq(sessionId),
                        botId == null ? DSL.noCondition() : SESSION.botId.eq(botId))
                .orderBy(SESSION_ORDER)
                .limit(1)
                .fetchOptional(SESSION::read)
                .map(session -> new Surroundings(engine.sql()).ofSessions(List.of(session)).getFirst());
    }

    /**
     * A page of a session's messages, oldest first.
     *
     * @param from only messages not before; null for all
     * @param hideEmpty only messages in which the client said something
     */
    public Page<MessageView> dialog(
            SessionView dialog, PageRequest request, @Nullable Instant from, boolean hideEmpty) {
        SessionRow session = dialog.session();
        return engine.sql().transactionResult(t -> {
            Page<MessageRow> page = page(
                    t.dsl(),
                    MESSAGE,
                    DSL.and(
                            MESSAGE.projectId.eq(session.projectId()),
                            MESSAGE.clientKey.eq(session.clientKey()),
                            MESSAGE.sessionKey.eq(session.sessionKey()),
                            // Nothing new for the answer, but lets the engine skip what lies outside the session's time.
                            MESSAGE.time.between(session.start(), session.end()),
                            from == null ? DSL.noCondition() : MESSAGE.time.ge(from),
                            hideEmpty ? MESSAGE.isClientMessage.isTrue() : DSL.noCondition()),
                    DIALOG_ORDER,
                    request);
            return new Page<>(
                    request, page.totalCount(), new Surroundings(t.dsl()).ofMessages(page.rows(), List.of(dialog)));
        });
    }

    private static <R> Page<R> page(
            DSLContext sql, RowTable<R> table, Condition condition, List<OrderField<?>> order, PageRequest request) {
        long total = count(sql, table, condition);
        List<R> rows = request.offset() >= total
                ? List.of()
                : sql.select(table.fields())
                        .from(table.table())
                        .where(condition)
                        .orderBy(order)
                        .limit(request.size())
                        .offset(request.offset())
                        .fetch(table::read);
        return new Page<>(request, total, rows);
    }

    private static long count(DSLContext sql, RowTable<?> table, Condition condition) {
        return sql.selectCount().from(table.table()).where(condition).fetchSingle(0, Long.class);
    }
}
