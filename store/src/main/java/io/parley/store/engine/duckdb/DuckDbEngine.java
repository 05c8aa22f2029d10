// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.replace;
import static org.jooq.impl.DSL.translate;
import static org.jooq.impl.DSL.upper;
import static org.jooq.impl.DSL.val;

import io.parley.core.log.Keys;
import io.parley.core.log.TextNormalizer;
import io.parley.store.engine.CancellationScope;
import io.parley.store.engine.ConnectionInitializer;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Dialects;
import io.parley.store.engine.Engine;
import io.parley.store.engine.JdbcRowCursor;
import io.parley.store.engine.OpenResult;
import io.parley.store.engine.RequestConnectionLimit;
import io.parley.store.engine.RowCursor;
import io.parley.store.engine.RowIds;
import io.parley.store.engine.StatementCancellation;
import io.parley.store.engine.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The embedded engine: DuckDB inside this process, with one file that one process opens. */
public final class DuckDbEngine implements Engine {
    private static final String IDS = "parley_id";

    /**
     * Maximum number of connections; each query uses all cores, so a few suffice, and more would only divide the
     * memory.
     */
    private static final int CONNECTIONS = 12;
    /** Those of them that calls may have. */
    private static final int CONNECTIONS_OF_CALLS = 9;

    /** Maximum length, in characters, of a search text for which a regular expression is used. */
    private static final int LONGEST_EXPRESSION = 1_000;

    private static final Table<?> PROJECT = DSL.table(name("project"));
    private static final Field<Long> PROJECT_ID = field(name("project", "id"), SQLDataType.BIGINT);
    /** Maximum number of other projects that are excluded one by one from a range of ids. */
    private static final int MOST_EXCEPTIONS = 16;

    /** Maximum number of keys that are written into a statement as numbers. */
    private static final int FEW_KEYS = 8;

    /**
     * Range of row ids up to which DuckDB certainly filters with a bitmap; from twice this range on, it uses hashes.
     */
    private static final long FAR_APART = 1L << 25;

    private final DuckDbFile file;
    private final DSLContext sql;
    /** Cache of project ids; others may have been created since. */
    private volatile SortedSet<Long> knownProjects = Collections.emptySortedSet();

    private volatile @Nullable Keys keys;

    private final StatementCancellation running = new StatementCancellation(context -> {
        Statement statement = Objects.requireNonNull(context.statement());
        return statement::cancel;
    });
    private final ReentrantLock changing = new ReentrantLock(true);

    private DuckDbEngine(DuckDbFile file) {
        this.file = file;
        // Values are inlined: DuckDB plans a prepared statement twice, when it is prepared and when it gets its values,
        // which takes up to two milliseconds more.
        this.sql = Dialects.sql(
                new RequestConnectionLimit(new BoundedConnectionProvider(CONNECTIONS, file), CONNECTIONS_OF_CALLS),
                SQLDialect.DUCKDB,
                StatementType.STATIC_STATEMENT,
                running,
                file.watch());
    }

    public static DuckDbEngine open(Path folder) {
        return open(folder, MemoryLimit.bytes());
    }

    /**
     * Opens the file in a folder.
     *
     * @param memory memory limit of the engine, in bytes
     */
    public static DuckDbEngine open(Path folder, long memory) {
        return new DuckDbEngine(DuckDbFile.in(folder, memory));
    }

    @Override
    public DSLContext sql() {
        return sql;
    }

    @Override
    public DataSource dataSource() {
        return new LeasedConnectionDataSource(file);
    }

    @Override
    public Keys keys() {
        return Objects.requireNonNull(keys, "the store is not open yet");
    }

    @Override
    public void use(Keys those) {
        keys = those;
    }

    @Override
    public <T> T inTransaction(Function<DSLContext, T> change) {
        changing.lock();
        try {
            return sql.transactionResult(transaction -> change.apply(transaction.dsl()));
        } finally {
            changing.unlock();
        }
    }

    @Override
    public String migrations() {
        return "classpath:io/parley/store/migration/duckdb";
    }

    @Override
    public void distributeTables() {
        // All tables are in one file.
    }

    @Override
    public Condition contains(Field<String> text, Field<String> part) {
        return condition("contains({0}, {1})", text, part);
    }

    /**
     * Uses a regular expression of all characters that fold to the same: three times as fast as comparing folded texts,
     * which have to be computed for each row. DuckDB does not accept very long expressions.
     */
    @Override
    public Condition containsInAnyCase(Field<String> text, String part) {
        String folded = TextNormalizer.folded(part);
        // Inlined, because DuckDB compiles an expression that is a parameter again for each row.
        return folded.length() > LONGEST_EXPRESSION
                ? contains(folded(text), val(folded))
                : FoldedTextPattern.of(folded)
                        .map(pattern -> condition("regexp_matches({0}, {1})", composed(text), inline(pattern)))
                        .orElseGet(() -> contains(folded(text), val(folded)));
    }

    @Override
    public Field<String> canonical(Field<String> text) {
        return field(
                "case when regexp_matches({0}, {1}) then {2} else {0} end",
                SQLDataType.VARCHAR,
                text,
                inline(FoldedTextPattern.NOT_CANONICAL),
                mapped(
                        replace(field("nfc_normalize({0})", SQLDataType.VARCHAR, text), "\r\n", "\n"),
                        TextNormalizer.PLAIN));
    }

    /** By what the engine makes of it, for most texts are composed, and it takes long to see so. */
    private static Field<String> composed(Field<String> text) {
        return field(
                "case when regexp_matches({0}, {1}) then nfc_normalize({0}) else {0} end",
                SQLDataType.VARCHAR, text, inline(FoldedTextPattern.NOT_COMPOSED));
    }

    private static Field<String> mapped(Field<String> text, TextNormalizer.Mapping mapping) {
        return translate(text, mapping.from(), mapping.to());
    }

    @Override
    public Field<String> folded(Field<String> text) {
        return replace(
                mapped(lower(upper(replace(composed(text), "\r\n", "\n"))), TextNormalizer.FOLDED),
                TextNormalizer.SHARP_S,
                TextNormalizer.DOUBLE_S);
    }

    /** Of many texts by a table. DuckDB compares a row with each text of a list, unless the list is a conjunct of the condition. */
    @Override
    public Condition isOneOfTexts(Field<String> text, Collection<String> texts) {
        return isOneOfMany(text, texts);
    }

    @Override
    public Condition isOneOfNumbers(Field<Double> number, Collection<Double> numbers) {
        return isOneOfMany(number, numbers);
    }

    private static <T> Condition isOneOfMany(Field<T> field, Collection<T> values) {
        return values.size() <= FEW_KEYS
                ? field.in(values)
                : field.in(DSL.select(field(
                        "unnest([{0}])",
                        field.getDataType(),
                        DSL.list(values.stream()
                                .map(value -> inline(value, field.getDataType()))
                                .toList()))));
    }

    @Override
    public DatabaseClock clock(Clock process) {
        return transaction -> process.instant();
    }

    @Override
    public Field<Long> micros(Field<Instant> instant) {
        return field("epoch_us({0})", SQLDataType.BIGINT, instant);
    }

    @Override
    public Field<Long> quotient(Field<Long> dividend, long divisor) {
        return field("divide({0}, {1})", SQLDataType.BIGINT, dividend, inline(divisor));
    }

    /**
     * Uses the range of the ids without the others in between, because zone maps can skip whole row groups by a range.
     * A list of three ids takes a hundred times as long (measured on 10 million messages).
     */
    @Override
    public Condition isInProjects(Collection<Long> projects, Field<Long> projectId) {
        if (projects.size() < 2) {
            return projectId.in(projects);
        }
        long first = Collections.min(projects);
        long last = Collections.max(projects);
        Set<Long> others = new HashSet<>(projectsUpTo(last).tailSet(first));
        others.removeAll(Set.copyOf(projects));
        return others.size() > MOST_EXCEPTIONS
                ? projectId.in(projects)
                : others.stream().map(projectId::ne).reduce(projectId.between(first, last), Condition::and);
    }

    /**
     * Returns the ids of all projects up to an existing one. They are read from the database when that one is not in
     * the cache; no new id can appear below it, because {@link #change} assigns ids one after the other.
     */
    private SortedSet<Long> projectsUpTo(long last) {
        SortedSet<Long> known = knownProjects;
        if (!known.contains(last)) {
            known = onSeparateConnection(query ->
                    new TreeSet<>(query.select(PROJECT_ID).from(PROJECT).fetchSet(PROJECT_ID)));
            knownProjects = known;
        }
        return known.headSet(last + 1);
    }

    /**
     * Uses a connection outside the bounded pool. A caller may hold a pooled one; if all holders waited for a second
     * one, they would deadlock.
     */
    private <T> T onSeparateConnection(Function<DSLContext, T> question) {
        try (Connection connection = openStreaming()) {
            return question.apply(DSL.using(connection, SQLDialect.DUCKDB, sql.settings()));
        } catch (SQLException e) {
            throw new StoreException("cannot close a connection: " + e.getMessage(), e);
        }
    }

    /**
     * Uses one text with all keys, unless they are few: each number in a statement takes 8 µs to parse and plan, 8,000
     * of them 67 ms.
     */
    @Override
    public Condition isOneOf(Field<Long> key, Collection<Long> keys) {
        return keys.size() <= FEW_KEYS ? Engine.super.isOneOf(key, keys) : key.in(DSL.select(rows(keys)));
    }

    @Override
    public Condition isOneOf(Field<Long> project, Field<Long> key, Map<Long, ? extends Collection<Long>> keys) {
        if (keys.size() < 2) {
            return Engine.super.isOneOf(project, key, keys);
        }
        List<Long> projects = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        keys.forEach((each, ofProject) -> {
            projects.addAll(Collections.nCopies(ofProject.size(), each));
            all.addAll(ofProject);
        });
        return DSL.row(project, key).in(DSL.select(rows(projects), rows(all)));
    }

    @Override
    public Field<Long> unnest(Collection<Long> numbers) {
        return rows(numbers);
    }

    private static Field<Long> rows(Collection<Long> numbers) {
        return field("unnest(cast({0} as bigint[]))", SQLDataType.BIGINT, inline(numbers.toString()));
    }

    @Override
    public Field<LocalDateTime> unnestInstants(Collection<Instant> instants) {
        List<LocalDateTime> times = instants.stream()
                .map(each -> LocalDateTime.ofInstant(each, ZoneOffset.UTC))
                .toList();
        return field("unnest(cast({0} as timestamp[]))", SQLDataType.LOCALDATETIME, inline(times.toString()));
    }

    @Override
    public <C> List<C> joinColumns(List<C> path) {
        return List.of(path.getFirst(), path.getLast());
    }

    @Override
    public Optional<RowIds> findRowIds(Table<?> table, Function<List<Field<?>>, Select<Record>> query) {
        Field<Long> number = DSL.field(table.getQualifiedName().append("rowid"), SQLDataType.BIGINT);
        List<Long> found = query.apply(List.of(number)).fetch(number);
        return Optional.of(new RowIds(number, found, isOneOfThese(number, found)));
    }

    /**
     * Works around a bug of DuckDB 2.0.0: numbers that are far apart are compared by two equivalent columns. When
     * DuckDB looks for one column only, and many rows are deleted, it writes beyond its buffer: its hash filter
     * allocates memory for the rows that are not deleted, and uses indexes that include the deleted ones.
     */
    private static Condition isOneOfThese(Field<Long> number, List<Long> numbers) {
        if (numbers.isEmpty()) {
            return DSL.falseCondition();
        }
        LongSummaryStatistics range =
                numbers.stream().mapToLong(Long::longValue).summaryStatistics();
        return range.getMax() - range.getMin() < FAR_APART
                ? number.in(DSL.select(rows(numbers)))
                : DSL.row(number, number.neg())
                        .in(DSL.select(
                                rows(numbers),
                                rows(numbers.stream().map(each -> -each).toList())));
    }

    @Override
    public void append(Connection connection, String table, List<Field<?>> columns, List<@Nullable Object[]> rows) {
        try {
            file.rows().insert(connection, table, columns, rows);
        } catch (SQLException e) {
            throw new StoreException("cannot append to " + table + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void lockLog(DSLContext transaction) {
        // No lock is needed: one process owns the file and has one writer.
    }

    @Override
    public void lockQueue(DSLContext transaction) {
        // No lock is needed: the engine runs one change at a time.
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void requireWritable() {
        file.requireWritable();
    }

    /** Includes the write-ahead log, with commits that are not in the file yet. */
    @Override
    public long bytes() {
        return file.bytes();
    }

    @Override
    public void purgeDeleted(Consumer<Consumer<DSLContext>> writing) {
        new DuckDbPurge(sql, changing, writing).run();
    }

    @Override
    public <T> T withClusterLock(Supplier<T> task) {
        return task.get();
    }

    @Override
    public boolean isUnavailable(Throwable failure) {
        return DuckDbFile.isUnavailable(failure);
    }

    @Override
    public CancellationScope openCancellationScope() {
        return running.openCancellationScope();
    }

    /** Nothing to interrupt: long results are sorted, so all the work is done before the first row is read. */
    @Override
    public OpenResult reading(Connection streaming) {
        return () -> {};
    }

    @Override
    public boolean canJoinAnyTables() {
        return true;
    }

    @Override
    public boolean prefersPackedTexts() {
        return true;
    }

    @Override
    public Connection openStreaming() {
        return file.leaseUntilClosed();
    }

    /** The driver has some thousand rows at a time, in memory that is not Java's. */
    @Override
    public RowCursor rows(Connection connection, ResultQuery<? extends Record> query) {
        return new JdbcRowCursor(sql.configuration().derive(connection).dsl().fetchLazy(query));
    }

    @Override
    public Connection openSnapshot() {
        return ConnectionInitializer.of(this::openStreaming, connection -> connection.setAutoCommit(false));
    }

    @Override
    public long lastId() {
        // Null before the first id.
        return sql.fetchSingle(
                        "select coalesce(last_value, start_value - 1) from duckdb_sequences() where sequence_name = {0}",
                        val(IDS))
                .get(0, Long.class);
    }

    @Override
    public void restartSequence(long last) {
        // Imported rows bring ids that the cache does not contain.
        knownProjects = Collections.emptySortedSet();
        inTransaction(transaction ->
                transaction.execute("create or replace sequence {0} start {1}", name(IDS), inline(last + 1)));
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * Limits the number of open connections; a further caller waits. Connections are cheap to open, so none is pooled.
     */
    private static final class BoundedConnectionProvider implements ConnectionProvider {
        private final Semaphore free;
        private final DuckDbFile file;

        BoundedConnectionProvider(int connections, DuckDbFile file) {
            this.free = new Semaphore(connections, true);
            this.file = file;
        }

        @Override
        public Connection acquire() {
            free.acquireUninterruptibly();
            boolean isLeased = false;
            try {
                Connection connection = file.lease();
                isLeased = true;
                return connection;
            } finally {
                if (!isLeased) {
                    free.release();
                }
            }
        }

        @Override
        public void release(Connection connection) {
            try {
                file.release(connection);
            } finally {
                free.release();
            }
        }
    }

    /** A data source of connections that are released when they are closed. */
    private record LeasedConnectionDataSource(DuckDbFile file) implements DataSource {
        @Override
        public Connection getConnection() {
            return file.leaseUntilClosed();
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter writer) {
            // DuckDB's driver writes no log.
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // An embedded database has no users.
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("not a wrapper");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
