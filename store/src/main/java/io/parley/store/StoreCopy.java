// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreFailure;
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
    private final Progress progress;

    private StoreCopy(Engine from, Engine to, Clock clock, Progress progress) {
        this.from = from;
        this.to = to;
        this.clock = clock;
        this.progress = progress;
    }

    /** A listener for the progress of a copy. */
    public interface Progress {
        /** Reports that so many more rows of a table are copied. */
        void copied(String table, long more);
    }

    /**
     * Copies a store; an embedded one must not be open in any process.
     *
     * @return the content of both, by table
     * @throws IllegalArgumentException when the source is empty, or the target has other content
     */
    public static Map<String, TableSum> between(StorePlace source, StorePlace target, Clock clock, Progress progress) {
        if (source.equals(target)) {
            throw new IllegalArgumentException("source and target are the same");
        }
        try (Engine from = Store.migrated(source.open())) {
            requireWhole(from);
            try (Engine to = Store.migrated(target.open(), () -> KeySecret.of(from))) {
                return to.alone(() -> new StoreCopy(from, to, clock, progress)
                        .copy(target, () -> CopiedFiles.copy(source, from, target, to)));
            }
        }
    }

    /** Copies a store that is open in this process, without the files of its tasks. */
    static Map<String, TableSum> from(Engine from, StorePlace target, Clock clock, Progress progress) {
        try (Engine to = Store.migrated(target.open(), () -> KeySecret.of(from))) {
            return to.alone(() -> new StoreCopy(from, to, clock, progress).copy(target, () -> {}));
        }
    }

    /** @throws StoreFailure when the store is an incomplete copy */
    static void requireWhole(Engine engine) {
        if (engine.sql().fetchExists(COPIED_FROM, FINISHED.isFalse())) {
            throw new StoreFailure(
                    "the store is a copy that was interrupted; run `parley copy` again", new IllegalStateException());
        }
    }

    /** Returns the content of a store, by table. */
    static Map<String, TableSum> sums(Engine engine) {
        try (Connection connection = engine.snapshot()) {
            Map<String, TableSum> sums = new LinkedHashMap<>();
            StoredTable.of(engine)
                    .forEach(each -> sums.put(each.name(), each.sum(connection, engine, each.columnNames())));
            return sums;
        } catch (SQLException e) {
            throw new StoreFailure("cannot read the store: " + e.getMessage(), e);
        }
    }

    private Map<String, TableSum> copy(StorePlace target, Runnable files) {
        try (Connection snapshot = from.snapshot()) {
            Map<String, StoredTable> there = new LinkedHashMap<>();
            StoredTable.of(from).forEach(each -> there.put(each.name(), each));
            List<StoredTable> tables = StoredTable.of(to);
            StoredTable accounts = Objects.requireNonNull(there.get(IDENTITY));
            TableSum identity = accounts.sum(snapshot, from, accounts.columnNames());
            if (identity.rows() == 0) {
                throw new IllegalArgumentException("the source holds nothing");
            }
            boolean finished = begin(target, Long.toHexString(identity.checksum()), tables);
            Map<String, TableSum> sums = new LinkedHashMap<>();
            for (StoredTable each : tables) {
                StoredTable source = there.get(each.name());
                if (source == null) {
                    throw new StoreFailure("the source has no table " + each.name(), new IllegalStateException());
                }
                sums.put(each.name(), copy(snapshot, source, each, target, finished));
            }
            files.run();
            to.giveIdsAfter(from.lastId());
            to.change(sql -> sql.update(COPIED_FROM).set(FINISHED, true).execute());
            return sums;
        } catch (SQLException e) {
            throw new StoreFailure("cannot read the source: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the target is empty, or a copy of the same store.
     *
     * @return whether an earlier copy was finished
     */
    private boolean begin(StorePlace target, String identity, List<StoredTable> tables) {
        Record earlier = to.sql().select(SOURCE, FINISHED).from(COPIED_FROM).fetchOne();
        if (earlier == null && tables.stream().allMatch(each -> each.isEmpty(to) || each.isMadeWithTheStore())) {
            LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            to.change(sql -> sql.insertInto(COPIED_FROM)
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

    private static IllegalArgumentException otherData(StorePlace target) {
        return new IllegalArgumentException(target + " holds other data; copy to an empty place");
    }

    private TableSum copy(
            Connection snapshot, StoredTable source, StoredTable table, StorePlace target, boolean finished)
            throws SQLException {
        if (!table.isEmpty(to)) {
            TableSum wanted = source.sum(snapshot, from, table.columnNames());
            if (sum(table).equals(wanted)) {
                return wanted;
            }
            if (finished) {
                // The target was used since it was copied.
                throw otherData(target);
            }
            to.change(sql -> sql.truncate(table.table()).execute());
        }
        Batches batches = new Batches(table);
        source.read(snapshot, from, table.columnNames(), batches::add);
        batches.write();
        if (!sum(table).equals(batches.sum)) {
            throw new StoreFailure(
                    "the copy of " + table.name() + " differs from the original", new IllegalStateException());
        }
        return batches.sum;
    }

    private TableSum sum(StoredTable table) throws SQLException {
        try (Connection connection = to.snapshot()) {
            return table.sum(connection, to, table.columnNames());
        }
    }

    /** The batches of rows for one table. */
    private final class Batches {
        private final StoredTable table;
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private TableSum sum = TableSum.EMPTY;
        private long characters;

        Batches(StoredTable table) {
            this.table = table;
        }

        void add(@Nullable Object[] row) {
            sum = sum.and(StoredTable.hash(row));
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
                to.change(sql -> {
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
