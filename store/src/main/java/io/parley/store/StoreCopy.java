// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreException;
import io.parley.store.task.TaskRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a whole store to another place, from either engine to either. Tables are copied one after the other and
 * compared by number of rows and a checksum. Tables that an earlier run has copied are left unchanged, so an
 * interrupted run can be repeated. Until the copy is complete, no server can open it.
 *
 * <p>The copy has the content of the store at its beginning. The target must have no other writers meanwhile.
 */
public final class StoreCopy {
    private static final Table<Record> COPIED_FROM = table(name("copied_from"));
    private static final Field<String> SOURCE = field(name("source"), SQLDataType.VARCHAR);
    private static final Field<Boolean> FINISHED = field(name("finished"), SQLDataType.BOOLEAN);
    private static final Field<LocalDateTime> BEGAN_AT = field(name("began_at"), SQLDataType.LOCALDATETIME(6));

    /** The table that identifies a store: no two stores have the same accounts. */
    private static final String IDENTITY = "account";

    /** Rows in one transaction. */
    private static final int BATCH = 20_000;
    /** Characters of those: they are in memory, which a server has other uses for, too. */
    private static final int LONGEST_BATCH = 16 << 20;

    private final Engine from;
    private final Engine to;
    private final Clock clock;
    private final ProgressListener progress;

    private StoreCopy(Engine from, Engine to, Clock clock, ProgressListener progress) {
        this.from = from;
        this.to = to;
        this.clock = clock;
        this.progress = progress;
    }

    /** An open store that can be copied while it is in use. */
    public interface Source {
        /**
         * Copies a snapshot of the store to an empty place, while it is in use.
         *
         * @param files copies the files of these tasks, and returns those tasks whose file was deleted since the
         *     snapshot; in the copy they are deleted, too
         * @return the content of the copy, by table
         * @throws IllegalArgumentException when the place is not empty
         */
        Map<String, TableChecksum> copyTo(
                StoreLocation place, ProgressListener progress, Function<Set<String>, Set<String>> files);
    }

    /** A listener for the progress of a copy. */
    public interface ProgressListener {
        /** Reports that so many more rows of a table are copied. */
        void copied(String table, long more);
    }

    /**
     * Copies a store; an embedded one must not be open in any process.
     *
     * @return the content of both, by table
     * @throws IllegalArgumentException when the source is empty, or the target has other content
     */
    public static Map<String, TableChecksum> between(
            StoreLocation source, StoreLocation target, Clock clock, ProgressListener progress) {
        if (source.equals(target)) {
            throw new IllegalArgumentException("source and target are the same");
        }
        try (Engine from = Store.migrated(source.open())) {
            requireWhole(from);
            try (Engine to = Store.migrated(target.open(), () -> KeySecret.of(from))) {
                return to.withClusterLock(() -> new StoreCopy(from, to, clock, progress)
                        .copy(target, () -> TaskFileCopier.copy(source, from, target, to)));
            }
        }
    }

    /**
     * Copies a store that is open in this process.
     *
     * @param files see {@link Store#copyTo}
     */
    static Map<String, TableChecksum> from(
            Engine from,
            StoreLocation target,
            Clock clock,
            ProgressListener progress,
            Function<Set<String>, Set<String>> files) {
        try (Engine to = Store.migrated(target.open(), () -> KeySecret.of(from))) {
            Map<String, TableChecksum> sums =
                    to.withClusterLock(() -> new StoreCopy(from, to, clock, progress).copy(target, () -> {
                        Set<String> gone = files.apply(TaskRepository.withFiles(to.sql(), null));
                        if (!gone.isEmpty()) {
                            TaskRepository.deleteIn(to, gone);
                        }
                    }));
            // Read anew, because the tasks of deleted files have changed.
            Map<String, TableChecksum> now = sums(to);
            sums.replaceAll((table, sum) -> now.getOrDefault(table, sum));
            return sums;
        }
    }

    /** @throws StoreException when the store is an incomplete copy */
    static void requireWhole(Engine engine) {
        if (engine.sql().fetchExists(COPIED_FROM, FINISHED.isFalse())) {
            throw new StoreException(
                    "the store is a copy that was interrupted; run `parley copy` again", new IllegalStateException());
        }
    }

    /** Returns the content of a store, by table. */
    static Map<String, TableChecksum> sums(Engine engine) {
        try (Connection connection = engine.openSnapshot()) {
            Map<String, TableChecksum> sums = new LinkedHashMap<>();
            TableMetadata.of(engine)
                    .forEach(each -> sums.put(each.name(), each.sum(connection, engine, each.columnNames())));
            return sums;
        } catch (SQLException e) {
            throw new StoreException("cannot read the store: " + e.getMessage(), e);
        }
    }

    private Map<String, TableChecksum> copy(StoreLocation target, Runnable files) {
        try (Connection snapshot = from.openSnapshot()) {
            Map<String, TableMetadata> there = new LinkedHashMap<>();
            TableMetadata.of(from).forEach(each -> there.put(each.name(), each));
            List<TableMetadata> tables = TableMetadata.of(to);
            TableMetadata accounts = Objects.requireNonNull(there.get(IDENTITY));
            TableChecksum identity = accounts.sum(snapshot, from, accounts.columnNames());
            if (identity.rows() == 0) {
                throw new IllegalArgumentException("the source holds nothing");
            }
            boolean finished = begin(target, Long.toHexString(identity.checksum()), tables);
            Map<String, TableChecksum> sums = new LinkedHashMap<>();
            for (TableMetadata each : tables) {
                TableMetadata source = there.get(each.name());
                if (source == null) {
                    throw new StoreException("the source has no table " + each.name(), new IllegalStateException());
                }
                sums.put(each.name(), copy(snapshot, source, each, target, finished));
            }
            files.run();
            to.restartSequence(from.lastId());
            to.inTransaction(sql -> sql.update(COPIED_FROM).set(FINISHED, true).execute());
            return sums;
        } catch (SQLException e) {
            throw new StoreException("cannot read the source: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the target is empty, or a copy of the same store.
     *
     * @return whether an earlier copy was finished
     */
    private boolean begin(StoreLocation target, String identity, List<TableMetadata> tables) {
        Record earlier = to.sql().select(SOURCE, FINISHED).from(COPIED_FROM).fetchOne();
        if (earlier == null && tables.stream().allMatch(each -> each.isEmpty(to) || each.isMadeWithTheStore())) {
            LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            to.inTransaction(sql -> sql.insertInto(COPIED_FROM)
                    .columns(SOURCE, FINISHED, BEGAN_AT)
                    .values(identity, false, now)
                    .execute());
            return false;
        }
        if (earlier == null || !earlier.get(SOURCE).equals(identity)) {
            throw otherData(target);
        }
        return earlier.get(FINISHED);
    }

    private static IllegalArgumentException otherData(StoreLocation target) {
        return new IllegalArgumentException(target + " holds other data; copy to an empty place");
    }

    private TableChecksum copy(
            Connection snapshot, TableMetadata source, TableMetadata table, StoreLocation target, boolean finished)
            throws SQLException {
        if (!table.isEmpty(to)) {
            TableChecksum wanted = source.sum(snapshot, from, table.columnNames());
            if (sum(table).equals(wanted)) {
                return wanted;
            }
            if (finished) {
                // The target was used since it was copied.
                throw otherData(target);
            }
            to.inTransaction(sql -> sql.truncate(table.table()).execute());
        }
        Batches batches = new Batches(table);
        source.read(snapshot, from, table.columnNames(), batches::add);
        batches.write();
        if (!sum(table).equals(batches.sum)) {
            throw new StoreException(
                    "the copy of " + table.name() + " differs from the original", new IllegalStateException());
        }
        return batches.sum;
    }

    private TableChecksum sum(TableMetadata table) throws SQLException {
        try (Connection connection = to.openSnapshot()) {
            return table.sum(connection, to, table.columnNames());
        }
    }

    /** The batches of rows for one table. */
    private final class Batches {
        private final TableMetadata table;
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private TableChecksum sum = TableChecksum.EMPTY;
        private long characters;

        Batches(TableMetadata table) {
            this.table = table;
        }

        void add(@Nullable Object[] row) {
            sum = sum.and(TableMetadata.hash(row));
            rows.add(row);
            for (Object value : row) {
                characters += value instanceof String text ? text.length() : 0;
            }
            if (rows.size() == BATCH || characters > LONGEST_BATCH) {
                write();
            }
        }

        void write() {
            if (!rows.isEmpty()) {
                to.inTransaction(sql -> {
                    sql.connection(connection -> to.append(connection, table.name(), table.columns(), rows));
                    return rows.size();
                });
                progress.copied(table.name(), rows.size());
                rows.clear();
                characters = 0;
            }
        }
    }
}
