// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.parley.core.log.Keys;
import io.parley.core.log.TextNormalizer;
import io.parley.store.engine.CancellationScope;
import io.parley.store.engine.ConnectionInitializer;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Dialects;
import io.parley.store.engine.Engine;
import io.parley.store.engine.OpenResult;
import io.parley.store.engine.RequestConnectionLimit;
import io.parley.store.engine.RowCursor;
import io.parley.store.engine.RowIds;
import io.parley.store.engine.StatementCancellation;
import io.parley.store.engine.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;

/** A PostgreSQL server or Citus cluster, shared by any number of nodes. */
public final class PostgresEngine implements Engine {
    private static final int CONNECTIONS = 16;
    /** Those of them that calls may have. */
    private static final int CONNECTIONS_OF_CALLS = 11;

    /** Rows sent to a table at once. */
    private static final int ROWS_A_PIECE = 500;

    /** Key of an advisory lock; must be unique in this database. */
    private static final long LOG_LOCK = 0x7061726C65790001L;

    /** Lock of rare work that only one node may do at a time. */
    private static final long HOUSE_LOCK = 0x7061726C65790002L;

    /** Lock of transactions that check a limit before they insert a row. */
    private static final long QUEUE_LOCK = 0x7061726C65790003L;

    /**
     * Timeout of a request for a connection, ms: longer than a healthy pool is ever busy, and short enough that callers
     * get an error before they time out.
     */
    private static final long WAIT_FOR_CONNECTION_MS = 5_000;

    /**
     * Prefixes of the SQL states of an unavailable database: unreachable (08), stopping (57P01, 57P02), starting
     * (57P03), read-only like a standby (25006), or out of connections (53300).
     */
    private static final List<String> AWAY = List.of("08", "57P01", "57P02", "57P03", "25006", "53300");

    private static final String IDS = "parley_id";

    /** Special characters of a LIKE pattern. */
    private static final Pattern LIKE_WORDS = Pattern.compile("[\\\\%_]");

    private final HikariDataSource pool;
    private final PostgresSessionSettings settings;
    private final DSLContext sql;
    private final StatementCancellation running =
            new StatementCancellation(context -> cancel(Objects.requireNonNull(context.connection())));
    private volatile @Nullable Keys keys;
    private volatile boolean distributed;
    /** Whether statements are written in the form that a cluster requires. */
    private volatile boolean writesForCluster;

    private volatile Consumer<String> streamed = query -> {};

    private PostgresEngine(HikariDataSource pool, PostgresSessionSettings settings) {
        this.pool = pool;
        this.settings = settings;
        this.sql = Dialects.sql(
                        new RequestConnectionLimit(new FailFastConnectionProvider(pool), CONNECTIONS_OF_CALLS),
                        SQLDialect.POSTGRES,
                        StatementType.PREPARED_STATEMENT,
                        running)
                .configuration()
                .derive(settings)
                .dsl();
    }

    /** @param patience how long to wait for a database that is not up yet */
    public static PostgresEngine connect(String jdbcUrl, Duration patience) {
        FirstConnection.await(jdbcUrl, patience);
        PostgresSessionSettings settings = PostgresSessionSettings.of(jdbcUrl);
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MS);
        config.addDataSourceProperty("ApplicationName", "parley");
        // The operating system detects a peer that disappeared without closing the connection.
        config.addDataSourceProperty("tcpKeepAlive", "true");
        settings.apply(config);
        return new PostgresEngine(new HikariDataSource(config), settings);
    }

    @Override
    public DSLContext sql() {
        return sql;
    }

    @Override
    public DataSource dataSource() {
        return pool;
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
        return sql.transactionResult(transaction -> change.apply(transaction.dsl()));
    }

    @Override
    public String migrations() {
        return "classpath:io/parley/store/migration/postgres";
    }

    @Override
    public void distributeTables() {
        withClusterLock(() -> {
            FoldingFunctions.createFunctions(sql);
            distributed = CitusDistribution.distribute(sql);
            writesForCluster = distributed;
            return null;
        });
    }

    /**
     * For tests of what a cluster is sent, without one: any PostgreSQL gives the same answers to it.
     *
     * @param hearing takes the queries of {@link #rows}, of which the library's listeners do not hear
     */
    void simulateCluster(Consumer<String> hearing) {
        writesForCluster = true;
        streamed = hearing;
    }

    /**
     * Not materialised: a materialised step has no indexes and no statistics, and is on the coordinator of a cluster.
     */
    @Override
    public CommonTableExpression<?> commonTable(Name name, Select<?> select) {
        return name.asNotMaterialized(select);
    }

    /** Without grouping sets, which Citus does not support. */
    @Override
    public Select<?> groupedWithTotal(Field<?> group, List<Field<?>> aggregates, Table<?> rows) {
        if (!writesForCluster) {
            return Engine.super.groupedWithTotal(group, aggregates, rows);
        }
        return DSL.select(group)
                .select(aggregates)
                .from(rows)
                .groupBy(group)
                .unionAll(DSL.select(DSL.inline(null, group)).select(aggregates).from(rows));
    }

    @Override
    public Condition contains(Field<String> text, Field<String> part) {
        return DSL.position(text, part).gt(val(0));
    }

    @Override
    public Condition containsInAnyCase(Field<String> text, String part) {
        // LIKE can use an index of trigrams.
        String pattern = "%" + LIKE_WORDS.matcher(TextNormalizer.folded(part)).replaceAll("\\\\$0") + "%";
        return folded(text).like(val(pattern));
    }

    /** Of ASCII alone, which has as many bytes as characters, only ends of lines may be others. */
    @Override
    public Field<String> canonical(Field<String> text) {
        return field(
                "replace(case when octet_length({0}) = char_length({0}) then {0}"
                        + " else translate(normalize({0}, NFC), {1}, {2}) end, {3}, {4})",
                SQLDataType.VARCHAR,
                text,
                inline(TextNormalizer.PLAIN.from()),
                inline(TextNormalizer.PLAIN.to()),
                inline("\r\n"),
                inline("\n"));
    }

    /** By one array, which is one parameter and is looked up by hashes. */
    @Override
    public Condition isOneOfTexts(Field<String> text, Collection<String> texts) {
        return text.eq(DSL.any(val(texts.toArray(String[]::new))));
    }

    @Override
    public Condition isOneOfNumbers(Field<Double> number, Collection<Double> numbers) {
        return number.eq(DSL.any(val(numbers.toArray(Double[]::new))));
    }

    @Override
    public Field<String> folded(Field<String> text) {
        // Made by a migration, which looks for a collation that maps case as Java does; see FoldingFunctions.
        return function("parley_folded", SQLDataType.VARCHAR, text);
    }

    /** On a cluster, the coordinator's. */
    @Override
    public DatabaseClock clock(Clock process) {
        return transaction -> Instant.EPOCH.plus(
                transaction
                        .fetchSingle("select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)")
                        .get(0, Long.class),
                ChronoUnit.MICROS);
    }

    @Override
    public Field<Long> micros(Field<Instant> instant) {
        return field("cast(extract(epoch from {0}) * 1000000 as bigint)", SQLDataType.BIGINT, instant);
    }

    @Override
    public Field<Long> quotient(Field<Long> dividend, long divisor) {
        return field("({0} / {1})", SQLDataType.BIGINT, dividend, inline(divisor));
    }

    @Override
    public Condition isInProjects(Collection<Long> projects, Field<Long> projectId) {
        return projectId.in(projects);
    }

    @Override
    public Field<Long> unnest(Collection<Long> numbers) {
        return field("unnest(cast({0} as bigint[]))", SQLDataType.BIGINT, val(array(numbers.stream())));
    }

    @Override
    public Field<LocalDateTime> unnestInstants(Collection<Instant> instants) {
        return field(
                "unnest(cast({0} as timestamp[]))",
                SQLDataType.LOCALDATETIME,
                val(array(instants.stream().map(each -> LocalDateTime.ofInstant(each, ZoneOffset.UTC)))));
    }

    /** Formats an array of values without blanks, in the server's syntax. */
    private static String array(Stream<?> values) {
        return values.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** Uses all of them: indexes begin with the outermost column, and rows are distributed by client. */
    @Override
    public <C> List<C> joinColumns(List<C> path) {
        return path;
    }

    @Override
    public Optional<RowIds> findRowIds(Table<?> table, Function<List<Field<?>>, Select<Record>> query) {
        return Optional.empty();
    }

    /** Uses COPY, which is several times as fast as any INSERT. */
    @Override
    public void append(Connection connection, String table, List<Field<?>> columns, List<@Nullable Object[]> rows) {
        String command = DSL.using(connection, SQLDialect.POSTGRES, Dialects.SETTINGS)
                .render(DSL.sql(
                        "copy {0} ({1}) from stdin",
                        name(table),
                        DSL.list(columns.stream().map(Field::getUnqualifiedName).toList())));
        try {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
            try {
                for (int from = 0; from < rows.size(); from += ROWS_A_PIECE) {
                    byte[] piece = CopyTextFormat.of(rows.subList(from, Math.min(rows.size(), from + ROWS_A_PIECE)));
                    copy.writeToCopy(piece, 0, piece.length);
                }
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot append to " + table + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void lockLog(DSLContext transaction) {
        transaction.fetch("select pg_advisory_xact_lock({0})", val(LOG_LOCK));
    }

    @Override
    public void lockQueue(DSLContext transaction) {
        transaction.fetch("select pg_advisory_xact_lock({0})", val(QUEUE_LOCK));
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void requireWritable() {
        if (sql.fetchSingle("show transaction_read_only").get(0, String.class).equals("on")) {
            throw new StoreException("the database only reads");
        }
    }

    /** On a cluster most data is on other servers; the coordinator can determine their sizes. */
    @Override
    public long bytes() {
        return fetchNumber(
                distributed
                        ? "select sum(citus_total_relation_size(logicalrelid)) from pg_dist_partition"
                        : "select pg_database_size(current_database())");
    }

    private long fetchNumber(String query) {
        return sql.resultQuery(query).fetchOptional(0, Long.class).orElse(0L);
    }

    /**
     * Removes dead rows by VACUUM. Their remains in pages and in the write-ahead log are overwritten in time, which the
     * operator can accelerate.
     */
    @Override
    public void purgeDeleted(Consumer<Consumer<DSLContext>> writing) {
        List<String> tables = sql.fetch(
                        "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'")
                .getValues(0, String.class);
        tables.forEach(each -> sql.execute("vacuum {0}", name(each)));
    }

    @Override
    public CancellationScope openCancellationScope() {
        return running.openCancellationScope();
    }

    @Override
    public OpenResult reading(Connection streaming) {
        return running.reading(cancel(streaming));
    }

    /**
     * Uses the connection rather than the statement: it sends the request at each call, and returns when the server has
     * received it.
     */
    private static CancellationScope.Cancel cancel(Connection connection) {
        return () -> connection.unwrap(BaseConnection.class).cancelQuery();
    }

    @Override
    public <T> T withClusterLock(Supplier<T> task) {
        // Until the end of a transaction, because between transactions a connection pooler may give the session to
        // others.
        return sql.transactionResult(transaction -> {
            transaction.dsl().fetch("select pg_advisory_xact_lock({0})", val(HOUSE_LOCK));
            return task.get();
        });
    }

    @Override
    public boolean isUnavailable(Throwable failure) {
        for (Throwable reason = failure; reason != null; reason = reason.getCause()) {
            if (reason instanceof SQLTransientConnectionException
                    || reason instanceof SQLException database && isUnavailable(database.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static boolean isUnavailable(@Nullable String state) {
        return state != null && AWAY.stream().anyMatch(state::startsWith);
    }

    @Override
    public boolean canJoinAnyTables() {
        return !writesForCluster;
    }

    @Override
    public boolean prefersPackedTexts() {
        return false;
    }

    @Override
    public RowCursor rows(Connection connection, ResultQuery<? extends Record> query) {
        String text = sql.renderInlined(query);
        streamed.accept(text);
        try {
            return CopyRowCursor.of(connection, text);
        } catch (SQLException e) {
            throw new StoreException("cannot read: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection openStreaming() {
        return ConnectionInitializer.of(pool::getConnection, connection -> begin(connection, settings.ofTransaction()));
    }

    @Override
    public Connection openSnapshot() {
        return ConnectionInitializer.of(pool::getConnection, connection -> begin(connection, settings.ofSnapshot()));
    }

    private static void begin(Connection connection, String settings) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }

    @Override
    public long lastId() {
        return sql.fetchSingle("select case when is_called then last_value else last_value - 1 end from {0}", name(IDS))
                .get(0, Long.class);
    }

    @Override
    public void restartSequence(long last) {
        sql.fetch("select setval({0}, {1})", val(IDS), val(last));
    }

    @Override
    public void close() {
        pool.close();
    }
}
