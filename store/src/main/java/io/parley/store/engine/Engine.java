// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
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
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What one database engine does in its own way. Everything else is written once, for both. */
public interface Engine extends AutoCloseable {

    /** SQL in this engine's dialect, on pooled connections. */
    DSLContext sql();

    DataSource dataSource();

    /**
     * Runs a change of small tables in one transaction. An engine that refuses two changes of one row at a time instead of letting the
     * second wait makes them one after the other here.
     */
    <T> T change(Function<DSLContext, T> change);

    /** The folder with this engine's migrations, on the class path. */
    String migrations();

    /** Puts the tables where they belong, once the migrations have made them; does nothing where they are there already. */
    void settle();

    /** Whether {@code text} contains {@code part}, character by character; null for a null text. */
    Condition contains(Field<String> text, Field<String> part);

    /**
     * Whether {@code text} contains {@code part} without regard to case, as {@link io.parley.core.log.Texts#folded} has it; null for a
     * null text.
     */
    Condition containsInAnyCase(Field<String> text, String part);

    /** The text in the form of {@link io.parley.core.log.Texts#canonical}. */
    Field<String> canonical(Field<String> text);

    /** Whether a text is one of some, however many they are; null for a null text. */
    Condition isOneOfTexts(Field<String> text, Collection<String> texts);

    /** The text in the form of {@link io.parley.core.log.Texts#folded}. */
    Field<String> folded(Field<String> text);

    /**
     * The database's clock.
     *
     * @param process the clock of this process, which is that of an engine inside it, too
     */
    DatabaseClock clock(Clock process);

    /** The instant as microseconds since 1970. */
    Field<Long> micros(Field<Instant> instant);

    /** How many times the divisor goes into the dividend, without the rest. */
    Field<Long> quotient(Field<Long> dividend, long divisor);

    /**
     * Aggregates over each group of rows, and over all of them.
     *
     * @return rows of the group and the aggregates; that of all rows has null for a group
     */
    default Select<?> inGroupsAndInAll(Field<?> group, List<Field<?>> aggregates, Table<?> rows) {
        return DSL.select(group).select(aggregates).from(rows).groupBy(DSL.groupingSets(List.of(group), List.of()));
    }

    /** A step of a query that several later ones use: worked out once and kept, unless the engine does better when it is part of them. */
    default CommonTableExpression<?> step(Name name, Select<?> select) {
        return name.as(select);
    }

    /**
     * Whether a row belongs to one of some projects.
     *
     * @param projects ids of projects that there are
     * @param projectId the column that says to which one the row belongs
     */
    Condition belongsTo(Collection<Long> projects, Field<Long> projectId);

    /** Whether a key is one of some, which are written into the SQL: thousands of them would be too many parameters. */
    default Condition isOneOf(Field<Long> key, Collection<Long> keys) {
        return keys.isEmpty()
                ? DSL.falseCondition()
                : key.in(keys.stream().distinct().sorted().map(DSL::inline).toList());
    }

    /**
     * Numbers as rows, in one text, however many they are. Several such columns of one query without a table give one row for each place.
     */
    Field<Long> each(Collection<Long> numbers);

    /** Instants as rows of UTC, as {@link #each}. */
    Field<LocalDateTime> eachInstant(Collection<Instant> instants);

    /**
     * The columns by which rows of the log are best joined. The key of a row is its own among all rows, but an engine may find it sooner by
     * what it belongs to.
     *
     * @param path columns that say what a row belongs to, from the outermost, and its key at last
     */
    <C> List<C> joinedBy(List<C> path);

    /**
     * The rows that a query finds, for engines that read whole rows better once they know where these lie.
     *
     * @param query finds rows that its transaction has not written, and selects what it is told
     * @return empty for an engine that needs no such help
     */
    Optional<FoundRows> find(Table<?> table, Function<List<Field<?>>, Select<Record>> query);

    /**
     * Adds rows to a table, fast, in the connection's transaction.
     *
     * @param columns all columns of the table, in its order
     * @param rows values of JDBC types, in the order of the columns
     */
    void append(Connection connection, String table, List<Field<?>> columns, List<@Nullable Object[]> rows);

    /** Waits until no other node writes to the conversation log, until the end of the transaction. */
    void lockLog(DSLContext transaction);

    /** Waits until no other transaction adds to the queue of tasks, until the end of this one, which {@link #change} runs. */
    void lockQueue(DSLContext transaction);

    /** Whether other processes may use the same store at the same time. */
    boolean isShared();

    /** What the database calls itself, with its version. */
    default String product() {
        return sql().connectionResult(connection -> {
            DatabaseMetaData database = connection.getMetaData();
            return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion();
        });
    }

    /** Throws, with the reason, when what is committed would not be kept: on a disk that is full, for instance, or on a stand-by. */
    void requireWritable();

    /** How much room all tables take on disk, in bytes. */
    long bytes();

    /**
     * Takes deleted rows, and values that others took the place of, out of the engine's files, as far as it leaves them there.
     *
     * @param writing runs a step in a transaction of the conversation log's writer, so that nobody else writes to the log
     */
    void wipeDeleted(Consumer<Consumer<DSLContext>> writing);

    /**
     * Runs something while no other node does the like, such as furnishing a new store. It may use connections of its own; whatever it
     * committed, the next one sees.
     */
    <T> T alone(Supplier<T> task);

    /**
     * Whether something failed because the database could not be reached or was being stopped or started: neither the request's fault nor
     * ours, and the same may work in a moment.
     */
    boolean isAway(Throwable failure);

    /** A connection like {@link #streaming}, all of whose answers are of one moment, that of the first. */
    Connection snapshot();

    /** The last id that was given to a row of the small tables. */
    long lastId();

    /** Gives ids from the next one on. */
    void giveIdsAfter(long last);

    /** Whether the driver takes so long for each text that it hands over that the texts of a row had better come as one. */
    boolean isSlowAtTexts();

    /** Whether any tables may be joined: where rows lie on several servers, they are joined only by what they are distributed by. */
    boolean joinsAnyTables();

    /** A connection whose results come row by row instead of being collected first; the caller closes it. */
    Connection streaming();

    /** Begins work of this thread that another thread may end. */
    Interruption interruptible();

    /**
     * Has an interruption of this thread's work end the reading of a long answer, too, until it has been read: its rows may come in portions,
     * each of which the engine works out when it is asked for.
     */
    OpenAnswer reading(Connection streaming);

    @Override
    void close();
}
