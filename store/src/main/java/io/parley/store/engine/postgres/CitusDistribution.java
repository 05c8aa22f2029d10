// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * The distribution of tables over many PostgreSQL servers by the Citus extension, where the database has it. Tables
 * with a client are distributed by client, so that related rows are on one node and are joined there. Pieces, and tables
 * without a client that grow with the log, are distributed by the id of their look-ups. All other tables are small and copied to
 * every node.
 */
final class CitusDistribution {
    private static final String CLIENT_KEY = "client_key";
    private static final Map<String, String> BY_ANOTHER_COLUMN =
            Map.of("message_status", "question_id", "task_file", "task_id", "piece", "conversation_key");
    /** All tables with a client are colocated with this one. */
    private static final String FIRST = "message";
    /** Flyway's own table, which only Flyway reads. */
    private static final String HISTORY = "flyway_schema_history";

    private CitusDistribution() {}

    /**
     * Distributes all tables that are not distributed yet.
     *
     * @return whether they are distributed now; false where the extension is missing
     */
    static boolean distribute(DSLContext sql) {
        Field<String> extension = field(name("extname"), String.class);
        if (!sql.fetchExists(table(name("pg_extension")), extension.eq("citus"))) {
            return false;
        }
        if (FoldingFunctions.keepWhole(sql)) {
            sql.fetch("select create_distributed_function('parley_folded(text)')");
        }
        List<String> tables = sql.fetch("""
                        select c.relname
                        from pg_class c
                        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> {0}
                          and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid)
                        order by c.relname <> {1}, c.relname
                        """, val(HISTORY), val(FIRST)).getValues(0, String.class);
        Map<String, String> columns = distributionColumns(sql);
        for (String each : tables) {
            String column = columns.get(each);
            if (column == null) {
                sql.fetch("select create_reference_table({0}::regclass)", val(each));
            } else {
                String with = column.equals(CLIENT_KEY) && !each.equals(FIRST) ? FIRST : "none";
                sql.fetch(
                        "select create_distributed_table({0}::regclass, {1}, colocate_with => {2})",
                        val(each), val(column), val(with));
            }
        }
        return true;
    }

    /** Returns the distribution column by the name of the table; a table without an entry is copied to every node. */
    static Map<String, String> distributionColumns(DSLContext sql) {
        Map<String, String> columns = new HashMap<>(BY_ANOTHER_COLUMN);
        sql.fetch("""
                        select c.relname
                        from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attname = {0}
                        """, val(CLIENT_KEY))
                .getValues(0, String.class)
                .forEach(table -> columns.putIfAbsent(table, CLIENT_KEY));
        return columns;
    }
}
