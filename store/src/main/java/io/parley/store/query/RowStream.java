package io.parley.store.query;

import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/** Reads results that are too long to be in memory at once. */
final class RowStream {
    /**
     * Rows that are handed on at once. What hangs off them is looked up for all of them together, and each look-up reads a whole column on
     * a columnar engine: the more rows share it, the better.
     */
    static final int NARROW = 10_000;

    /** Rows at once of messages: a payload may be long, and all of them are in memory. */
    static final int WIDE = 2_000;

    private RowStream() {}

    /** A question in SQL that is not yet put to a connection. */
    interface Question {
        ResultQuery<? extends Record> on(DSLContext sql);
    }

    /**
     * Hands on the rows of the answer, some at a time; what {@code next} throws ends the stream.
     *
     * @param chunk how many at a time, {@link #NARROW} or {@link #WIDE}
     */
    static void of(Engine engine, int chunk, Question question, Consumer<List<? extends Record>> next) {
        try (Connection connection = engine.streaming()) {
            DSLContext sql = engine.sql().configuration().derive(connection).dsl();
            try (Cursor<? extends Record> cursor = question.on(sql).fetchSize(chunk).fetchLazy()) {
                while (cursor.hasNext()) {
                    next.accept(cursor.fetchNext(chunk));
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure("cannot read on: " + e.getMessage(), e);
        }
    }
}
