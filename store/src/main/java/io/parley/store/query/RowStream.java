// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.memory.MemoryBudget;
import io.parley.store.engine.Engine;
import io.parley.store.engine.OpenResult;
import io.parley.store.engine.RowCursor;
import io.parley.store.engine.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** Streaming of results that are too long to be in memory at once. */
final class RowStream {
    /** Rows of which something is looked up together. */
    private static final int PORTION = 2_000;
    /** Characters of those: a payload may be long. */
    private static final int LONGEST_PORTION = 4 << 20;

    private RowStream() {}

    /** A SQL query that is not yet bound to a connection. */
    interface Question {
        ResultQuery<? extends Record> on(DSLContext sql);
    }

    /**
     * Passes on fields of rows, one row at a time, straight from the driver; an exception of {@code next} ends the
     * stream.
     *
     * @param facts none that is looked up
     * @param question the query for given columns
     */
    static void of(
            Engine engine,
            Collection<ProjectedField<?>> facts,
            Function<List<Field<?>>, Question> question,
            Consumer<ProjectedRow> next) {
        if (facts.stream().anyMatch(fact -> fact.isLookedUp(engine))) {
            throw new IllegalArgumentException("a fact that cannot be looked up of these rows");
        }
        readFields(engine, facts, question, next);
    }

    /** The same; what is to be looked up is looked up for some rows at once. */
    static void of(
            Engine engine,
            Collection<ProjectedField<?>> facts,
            MessageStatusLoader statuses,
            Function<List<Field<?>>, Question> question,
            Consumer<ProjectedRow> next) {
        List<ProjectedField<?>> lookedUp =
                facts.stream().filter(fact -> fact.isLookedUp(engine)).toList();
        if (lookedUp.isEmpty()) {
            readFields(engine, facts, question, next);
            return;
        }
        List<ProjectedField<?>> read = new ArrayList<>(facts);
        lookedUp.forEach(fact -> read.addAll(fact.needed()));
        List<ProjectedRow> portion = new ArrayList<>(PORTION);
        long[] characters = {0};
        Runnable handOn = () -> {
            lookedUp.forEach(fact -> lookUp(fact, portion, statuses));
            portion.forEach(next);
            portion.clear();
            characters[0] = 0;
        };
        readFields(engine, read, question, row -> {
            portion.add(row);
            characters[0] += row.characters();
            if (portion.size() == PORTION || characters[0] > LONGEST_PORTION) {
                handOn.run();
            }
        });
        handOn.run();
    }

    private static <V> void lookUp(ProjectedField<V> fact, List<ProjectedRow> rows, MessageStatusLoader statuses) {
        List<@Nullable V> found = fact.lookUp().of(rows, statuses);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).found(fact, found.get(i));
        }
    }

    private static void readFields(
            Engine engine,
            Collection<ProjectedField<?>> facts,
            Function<List<Field<?>>, Question> question,
            Consumer<ProjectedRow> next) {
        Map<ProjectedField<?>, Integer> places = new IdentityHashMap<>();
        List<ProjectedField<?>> wanted = new ArrayList<>();
        List<Integer> firsts = new ArrayList<>();
        List<Field<?>> columns = new ArrayList<>();
        for (ProjectedField<?> fact : facts) {
            if (places.putIfAbsent(fact, wanted.size()) == null) {
                wanted.add(fact);
                firsts.add(columns.size());
                columns.addAll(fact.columns(engine));
            }
        }
        read(engine, columns, question, row -> {
            @Nullable Object[] values = new @Nullable Object[wanted.size()];
            for (int i = 0; i < values.length; i++) {
                if (!wanted.get(i).isLookedUp(engine)) {
                    values[i] = wanted.get(i).read(row, firsts.get(i));
                }
            }
            next.accept(new ProjectedRow(places, values));
        });
    }

    /**
     * Hands on the rows of the answer, one at a time; what {@code next} throws ends the stream.
     *
     * @param columns to select
     */
    static void ofColumns(
            Engine engine, List<Field<?>> columns, Function<List<Field<?>>, Question> question, Taking next) {
        read(engine, columns, question, next);
    }

    /** Takes the row that is read, by the places of its columns from 0. */
    interface Taking {
        void take(ResultSetReader.Row row) throws SQLException;
    }

    private static void read(
            Engine engine, List<Field<?>> columns, Function<List<Field<?>>, Question> question, Taking next) {
        ResultSetReader read = ResultSetReader.of(engine, columns);
        // Each row can be garbage-collected when the next one is read.
        MemoryBudget.@Nullable Lease lease = MemoryBudget.setCurrent(null);
        try (Connection connection = engine.openStreaming();
                OpenResult beingRead = engine.reading(connection)) {
            DSLContext sql = engine.sql().configuration().derive(connection).dsl();
            // Uses the driver's own rows: a jOOQ record for each would take several times as long.
            try (RowCursor rows =
                    engine.rows(connection, question.apply(read.selected()).on(sql))) {
                ResultSetReader.Row row = read.of(rows);
                while (row.next()) {
                    next.take(row);
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read on: " + e.getMessage(), e);
        } finally {
            MemoryBudget.setCurrent(lease);
        }
    }
}
