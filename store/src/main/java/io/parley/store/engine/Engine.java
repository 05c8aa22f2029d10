// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import io.parley.core.log.Keys;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The operations that differ between the database engines. All other code is the same for both. */
public interface Engine extends AutoCloseable {

    /** Returns SQL in this engine's dialect, on pooled connections. */
    DSLContext sql();

    DataSource dataSource();

    /**
     * Runs a change of small tables in one transaction. An engine that fails on concurrent changes of one row, instead
     * of making the second one wait, runs the changes one after the other.
     */
    <T> T inTransaction(Function<DSLContext, T> change);

    /** Returns the folder with this engine's migrations, on the class path. */
    String migrations();

    /**
     * Distributes the tables over the nodes of a cluster after the migrations; does nothing where they are distributed
     * already.
     */
    void distributeTables();

    /** Returns the condition that {@code text} contains {@code part}, compared by characters; null for a null text. */
    Condition contains(Field<String> text, Field<String> part);

    /**
     * Returns the condition that {@code text} contains {@code part}, compared case-insensitively by {@link
     * io.parley.core.log.TextNormalizer#folded}; null for a null text.
     */
    Condition containsInAnyCase(Field<String> text, String part);

    /** The text in the form of {@link io.parley.core.log.TextNormalizer#canonical}. */
    Field<String> canonical(Field<String> text);

    /** Whether a text is one of some, however many they are; null for a null text. */
    Condition isOneOfTexts(Field<String> text, Collection<String> texts);

    /** Whether a number is one of some, however many they are; null for a null number. */
    Condition isOneOfNumbers(Field<Double> number, Collection<Double> numbers);

    /** Returns the text in the form of {@link io.parley.core.log.TextNormalizer#folded}. */
    Field<String> folded(Field<String> text);

    /**
     * Returns the database's clock.
     *
     * @param process the clock of this process, which an embedded engine uses, too
     */
    DatabaseClock clock(Clock process);

    /** Returns the instant as microseconds since 1970. */
    Field<Long> micros(Field<Instant> instant);

    /** Returns the quotient of an integer division. */
    Field<Long> quotient(Field<Long> dividend, long divisor);

    /**
     * Aggregates over each group of rows, and over all of them.
     *
     * @return rows of the group and the aggregates; the group is null in the row of all rows
     */
    default Select<?> groupedWithTotal(Field<?> group, List<Field<?>> aggregates, Table<?> rows) {
        return DSL.select(group).select(aggregates).from(rows).groupBy(DSL.groupingSets(List.of(group), List.of()));
    }

    /**
     * Creates a step of a query that several later steps use. It is materialised, unless the engine is faster when it
     * is inlined.
     */
    default CommonTableExpression<?> commonTable(Name name, Select<?> select) {
        return name.as(select);
    }

    /**
     * Returns the condition that a row belongs to one of some projects.
     *
     * @param projects ids of existing projects
     * @param projectId the column with the project of a row
     */
    Condition isInProjects(Collection<Long> projects, Field<Long> projectId);

    /**
     * Returns the condition that a key is one of some. The keys are inlined into the SQL: thousands of them would be
     * too many parameters.
     */
    default Condition isOneOf(Field<Long> key, Collection<Long> keys) {
        return keys.isEmpty()
                ? DSL.falseCondition()
                : key.in(keys.stream().distinct().sorted().map(DSL::inline).toList());
    }

    /**
     * Whether a row is one of some, of which each has a key that is its own in its project.
     *
     * @param keys by project
     */
    default Condition isOneOf(Field<Long> project, Field<Long> key, Map<Long, ? extends Collection<Long>> keys) {
        List<Condition> ofProjects = keys.entrySet().stream()
                .map(each -> project.eq(each.getKey()).and(isOneOf(key, each.getValue())))
                .toList();
        if (ofProjects.size() == 1) {
            return ofProjects.getFirst();
        }
        // By all keys at once, for which there is an index; then each in its project.
        return project.in(keys.keySet())
                .and(isOneOf(
                        key, keys.values().stream().flatMap(Collection::stream).toList()))
                .and(DSL.or(ofProjects));
    }

    /**
     * Returns numbers as rows, in one text, any number of them. Several such columns of one query without a table are
     * combined row by row.
     */
    Field<Long> unnest(Collection<Long> numbers);

    /** Returns instants as rows of UTC, like {@link #each}. */
    Field<LocalDateTime> unnestInstants(Collection<Instant> instants);

    /** The keys of the store, by which rows of the log are found. Only once its tables are of this version. */
    Keys keys();

    /** Has the keys made like that from now on. */
    void use(Keys keys);

    /**
     * The columns by which rows of the log are best joined. The key of a row is its own among all rows of its project, but an engine may find it
     * sooner by what else it belongs to.
     *
     * @param path columns that say what a row belongs to, from its project, and its key at last
     */
    <C> List<C> joinColumns(List<C> path);

    /**
     * Finds the row ids of a query, for engines that need explicit late materialisation: they read whole rows faster by
     * row id.
     *
     * @param query finds rows that its transaction has not written, and selects the given columns
     * @return empty for an engine that does not need it
     */
    Optional<RowIds> findRowIds(Table<?> table, Function<List<Field<?>>, Select<Record>> query);

    /**
     * Inserts rows in bulk, in the connection's transaction.
     *
     * @param columns all columns of the table, in its order
     * @param rows values of JDBC types, in the order of the columns
     */
    void append(Connection connection, String table, List<Field<?>> columns, List<@Nullable Object[]> rows);

    /**
     * Takes the lock of the conversation log, which excludes writers on other nodes, until the end of the transaction.
     */
    void lockLog(DSLContext transaction);

    /**
     * Takes the lock of the queue of tasks, which excludes other transactions that add to it, until the end of the
     * transaction, which {@link #change} runs.
     */
    void lockQueue(DSLContext transaction);

    /** Returns whether other processes may use the same store at the same time. */
    boolean isShared();

    /** Returns name and version of the database product. */
    default String product() {
        return sql().connectionResult(connection -> {
            DatabaseMetaData database = connection.getMetaData();
            return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion();
        });
    }

    /** Throws, with the reason, when commits would fail: for example on a full disk, or on a standby server. */
    void requireWritable();

    /** Returns the size of all tables on disk, in bytes. */
    long bytes();

    /**
     * Removes deleted rows, and replaced values, from the engine's files, as far as the engine leaves them there.
     *
     * @param writing runs a step in a transaction of the conversation log's writer, which excludes other writers
     */
    void purgeDeleted(Consumer<Consumer<DSLContext>> writing);

    /**
     * Runs a task under a lock that all nodes share, for example the initialisation of a new store. The task may use
     * other connections; the next holder of the lock sees all that it committed.
     */
    <T> T withClusterLock(Supplier<T> task);

    /**
     * Returns whether the cause of a failure is a database that was unreachable, stopping or starting. Neither the
     * request nor this program is at fault, and a retry may succeed.
     */
    boolean isUnavailable(Throwable failure);

    /** Opens a connection like {@link #streaming} with a snapshot: all its results are of the time of the first one. */
    Connection openSnapshot();

    /** Returns the last id that was assigned to a row of the small tables. */
    long lastId();

    /** Restarts the sequence of ids after this one. */
    void restartSequence(long last);

    /** Returns whether the driver reads texts so slowly that the texts of a row should be selected as one value. */
    boolean prefersPackedTexts();

    /**
     * Returns whether any tables may be joined: on a cluster, tables can be joined only by their distribution columns.
     */
    boolean canJoinAnyTables();

    /** A connection for an answer of {@link #rows}; the caller closes it. */
    Connection openStreaming();

    /**
     * Puts a query whose answer is read row by row.
     *
     * @param connection one of {@link #streaming} or {@link #snapshot}, for nothing else until the answer is closed
     */
    RowCursor rows(Connection connection, ResultQuery<? extends Record> query);

    /** Begins work of this thread that another thread may interrupt. */
    CancellationScope openCancellationScope();

    /**
     * Extends an interruption of this thread's work to the reading of a long result, until it is closed: its rows may
     * be fetched in batches, each of which the engine computes on request.
     */
    OpenResult reading(Connection streaming);

    @Override
    void close();
}
