// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Tables over many PostgreSQL servers, where the database has the extension. What is told of clients is shared out by client, so that
 * everything that belongs together lies on one node and is joined there; what has no client and grows with the log is shared out by the
 * id it is looked up by; all other tables are small and copied to every node.
 */
final class Citus {
    private static final String CLIENT_KEY = "client_key";
    private static final Map<String, String> BY_ANOTHER_COLUMN =
            Map.of("message_status", "question_id", "task_file", "task_id");
    /** All tables with a client lie as these do. */
    private static final String FIRST = "message";
    /** Flyway's own, which only it reads. */
    private static final String HISTORY = "flyway_schema_history";

    private Citus() {}

    /**
     * Distributes all tables that are not distributed yet.
     *
     * @return whether they are distributed now: not where the extension is missing
     */
    static boolean distribute(DSLContext sql) {
        Field<String> extension = field(name("extname"), String.class);
        if (!sql.fetchExists(table(name("pg_extension")), extension.eq("citus"))) {
            return false;
        }
        keepFoldingWhole(sql);
        List<String> tables = sql.fetch("""
                        select c.relname
                        from pg_class c
                        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> {0}
                          and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid)
                        order by c.relname <> {1}, c.relname
                        """, val(HISTORY), val(FIRST)).getValues(0, String.class);
        for (String each : tables) {
            Optional<String> column =
                    hasClient(sql, each) ? Optional.of(CLIENT_KEY) : Optional.ofNullable(BY_ANOTHER_COLUMN.get(each));
            if (column.isEmpty()) {
                sql.fetch("select create_reference_table({0}::regclass)", val(each));
            } else {
                String with = column.get().equals(CLIENT_KEY) && !each.equals(FIRST) ? FIRST : "none";
                sql.fetch(
                        "select create_distributed_table({0}::regclass, {1}, colocate_with => {2})",
                        val(each), val(column.get()), val(with));
            }
        }
        return true;
    }

    /**
     * The planner puts a function of one expression in its callers' place, and what Citus then sends to the nodes lacks the collation. One
     * in another language it leaves alone.
     */
    private static void keepFoldingWhole(DSLContext sql) {
        Record folding = sql.fetchSingle("""
                select l.lanname, substring(pg_get_functiondef(p.oid) from 'COLLATE ("[^"]+"|[a-z_0-9]+)')
                from pg_proc p join pg_language l on l.oid = p.prolang
                where p.oid = 'parley_folded(text)'::regprocedure
                """);
        if ("sql".equals(folding.get(0, String.class))) {
            sql.execute("""
                    create or replace function parley_folded(text) returns text
                    language plpgsql immutable strict parallel safe
                    as 'begin return lower(upper($1 collate %s)) collate "C"; end'
                    """.formatted(folding.get(1, String.class)));
            sql.fetch("select create_distributed_function('parley_folded(text)')");
        }
    }

    private static boolean hasClient(DSLContext sql, String table) {
        return sql.fetch(
                        "select 1 from pg_attribute where attrelid = {0}::regclass and attname = {1}",
                        val(table), val(CLIENT_KEY))
                .isNotEmpty();
    }
}
