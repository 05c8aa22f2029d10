// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.core.log.Keys;
import io.parley.core.log.Keys.Kind;
import io.parley.store.engine.Engine;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migration that creates the secret of the store's keys and computes the keys of all rows again with it, in one transaction: an interrupted migration
 * changes nothing. It reads and writes the tables as of the migration before it.
 *
 * <p>A key is computed again if the store contains the ids that it is made of. Otherwise the key stays, and {@link Keys} still returns it for these ids.
 * This concerns erased clients with their sessions and messages, and sessions that were only handed over. Time stamps in summaries keep the former keys of
 * messages, because they only order messages of one instant.
 */
final class KeyMigration implements JavaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(KeyMigration.class);

    /** Tables with keys of clients, and tables that refer to their rows. Erasures keep their keys. */
    private static final List<String> TABLES = List.of(
            "client",
            "session",
            "message",
            "session_data",
            "session_topic",
            "session_action",
            "session_label_link",
            "session_label_removal",
            "message_label_link",
            "message_label_removal",
            "message_comment",
            "message_reaction",
            "transfer",
            "client_block",
            "block_span");

    private final Engine engine;
    private final Supplier<byte[]> secret;

    /** @param secret supplies the store's secret when the migration runs */
    KeyMigration(Engine engine, Supplier<byte[]> secret) {
        this.engine = engine;
        this.secret = secret;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("21");
    }

    @Override
    public String getDescription() {
        return "keys with a secret";
    }

    /** Null, so that changes of this class do not change the migration. */
    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        DSLContext sql = DSL.using(
                context.getConnection(), engine.sql().dialect(), engine.sql().settings());
        byte[] made = secret.get();
        Wording wording = sql.dialect() == SQLDialect.DUCKDB ? new DuckDb(made) : new Postgres(made);
        sql.execute("create table " + KeySecret.TABLE + " (secret " + wording.text() + " not null)");
        sql.execute("create table " + KeySecret.FORMER_TABLE + " (key bigint not null)");
        sql.execute(
                "insert into " + KeySecret.TABLE + " values ('" + HexFormat.of().formatHex(made) + "')");
        List<String> filled = TABLES.stream()
                .filter(table -> sql.fetchExists(DSL.table(DSL.name(table))))
                .toList();
        if (!filled.isEmpty()) {
            LOG.info("the keys of what the store holds are made anew, once; that may take minutes");
            map(sql, wording);
            filled.forEach(table -> noteFormer(sql, table));
            filled.forEach(table -> {
                int rows = wording.rewriteTable(sql, table, values(sql, wording, table), joins(sql, table));
                LOG.info("made the keys of {} rows of {} anew", rows, table);
            });
            List.of("kept_client", "client_map", "session_map", "message_map")
                    .forEach(each -> sql.execute("drop table " + each));
        }
    }

    /** Creates tables of the former and new keys of all rows with known ids. */
    private static void map(DSLContext sql, Wording wording) {
        sql.execute("""
                create temporary table kept_client as
                select project_id, client_key from erasure
                union
                select t.project_id, t.client_key
                from transfer t left join session s
                  on s.project_id = t.project_id and s.client_key = t.client_key and s.session_key = t.session_key
                where s.session_key is null
                """);
        sql.execute("""
                create temporary table client_map as
                select n.project_id, n.client_key, %s as new_key
                from (
                  select project_id, client_key, bot_id, client_id,
                    row_number() over (partition by project_id, client_key order by source, bot_id, client_id) as place
                  from (
                    select 0 as source, project_id, client_key, bot_id, client_id from client
                    union all
                    select 1, project_id, client_key, bot_id, client_id from client_block
                    union all
                    select 2, project_id, client_key, bot_id, client_id from message_reaction
                  ) named
                ) n left join kept_client k on k.project_id = n.project_id and k.client_key = n.client_key
                where n.place = 1 and k.client_key is null and n.client_id not like 'erased-%%'
                """.formatted(wording.key(Kind.CLIENT, number("n.project_id"), "n.bot_id", "n.client_id")));
        sql.execute("""
                create temporary table session_map as
                select s.project_id, s.client_key, s.session_key, %s as new_key, s.bot_id
                from session s join client_map c on c.project_id = s.project_id and c.client_key = s.client_key
                """.formatted(wording.key(Kind.SESSION, number("c.new_key"), "s.session_id")));
        sql.execute("""
                create temporary table message_map as
                select m.project_id, m.client_key, m.message_key, %s as new_key
                from message m join session_map s
                  on s.project_id = m.project_id and s.client_key = m.client_key and s.session_key = m.session_key
                """.formatted(wording.key(Kind.MESSAGE, number("m.project_id"), "s.bot_id", "m.question_id")));
    }

    private static String number(String column) {
        return "cast(" + column + " as varchar)";
    }

    /** Notes the keys of a table that stay as they are. */
    private static void noteFormer(DSLContext sql, String table) {
        Set<String> columns = columns(sql, table);
        for (String key : List.of("client_key", "session_key", "message_key")) {
            if (columns.contains(key)) {
                sql.execute("""
                        insert into former_key
                        select distinct t.%2$s
                        from %1$s t left join client_map c on c.project_id = t.project_id and c.client_key = t.client_key
                        where c.new_key is null and not exists (select 1 from former_key f where f.key = t.%2$s)
                        """.formatted(table, key));
            }
        }
    }

    /** The columns of a table in their order, with the new keys. */
    private static List<String> values(DSLContext sql, Wording wording, String table) {
        return columns(sql, table).stream()
                .map(column -> switch (column) {
                    case "client_key" -> "coalesce(c.new_key, t.client_key)";
                    case "session_key" -> "coalesce(s.new_key, t.session_key)";
                    case "message_key" -> "coalesce(m.new_key, t.message_key)";
                    case "reaction_key" ->
                        wording.key(
                                Kind.REACTION,
                                number("t.project_id"),
                                "t.bot_id",
                                "t.client_id",
                                "t.message_id",
                                "coalesce(t.session_id, '')",
                                "coalesce(t.question_id, '')",
                                "t.reaction",
                                number(wording.micros("t.said_at")));
                    default -> "t." + column;
                })
                .toList();
    }

    private static String joins(DSLContext sql, String table) {
        Set<String> columns = columns(sql, table);
        StringBuilder joins = new StringBuilder(" left join client_map c on " + sameClient("c"));
        if (columns.contains("session_key")) {
            joins.append(" left join session_map s on " + sameClient("s") + " and s.session_key = t.session_key");
        }
        if (columns.contains("message_key")) {
            joins.append(" left join message_map m on " + sameClient("m") + " and m.message_key = t.message_key");
        }
        return joins.toString();
    }

    private static String sameClient(String map) {
        return map + ".project_id = t.project_id and " + map + ".client_key = t.client_key";
    }

    /** In the table's order. */
    private static Set<String> columns(DSLContext sql, String table) {
        return sql
                .fetch(
                        "select column_name from information_schema.columns where table_schema = current_schema() and table_name = {0}"
                                + " order by ordinal_position",
                        DSL.inline(table))
                .getValues(0, String.class)
                .stream()
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How an engine says it. */
    private sealed interface Wording {
        /** The type of texts. */
        String text();

        /** Microseconds since 1970. */
        String micros(String moment);

        /** The key that {@link Keys} makes of texts, which are expressions. */
        String key(Kind kind, String... parts);

        /**
         * Writes a table anew, in which {@code t} is the table as it was.
         *
         * @return the number of rows
         */
        int rewriteTable(DSLContext sql, String table, List<String> values, String joins);
    }

    private static String hex(byte... bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private record DuckDb(byte[] secret) implements Wording {
        @Override
        public String text() {
            return "varchar";
        }

        @Override
        public String micros(String moment) {
            return "epoch_us(" + moment + ")";
        }

        @Override
        public String key(Kind kind, String... parts) {
            String message = "encode('" + kind.letter() + "') || from_hex('ff') || "
                    + Arrays.stream(parts)
                            .map(part -> "encode(" + part + ") || from_hex('ff')")
                            .collect(Collectors.joining(" || "));
            String inner = "from_hex(sha256(from_hex('" + hex(Keys.innerPad(secret)) + "') || " + message + "))";
            String digits = "left(sha256(from_hex('" + hex(Keys.outerPad(secret)) + "') || " + inner + "), 16)";
            return "cast(cast(from_hex(" + digits + ") as bit) as bigint)";
        }

        /** As a new table, for a changed row stays in the file beside what it was. */
        @Override
        public int rewriteTable(DSLContext sql, String table, List<String> values, String joins) {
            String definition = sql.fetchSingle(
                            "select sql from duckdb_tables() where schema_name = current_schema() and table_name = {0}",
                            DSL.inline(table))
                    .get(0, String.class);
            sql.execute("create table keyed_anew " + definition.substring(definition.indexOf('(')));
            int rows = sql.execute(
                    "insert into keyed_anew select " + String.join(", ", values) + " from " + table + " t" + joins);
            sql.execute("drop table " + table);
            sql.execute("alter table keyed_anew rename to " + table);
            return rows;
        }
    }

    private record Postgres(byte[] secret) implements Wording {
        @Override
        public String text() {
            return "text collate \"C\"";
        }

        @Override
        public String micros(String moment) {
            return "cast(extract(epoch from " + moment + ") * 1000000 as bigint)";
        }

        @Override
        public String key(Kind kind, String... parts) {
            String message = bytes("'" + kind.letter() + "'")
                    + Arrays.stream(parts).map(part -> " || " + bytes(part)).collect(Collectors.joining());
            String inner = "sha256(decode('" + hex(Keys.innerPad(secret)) + "', 'hex') || " + message + ")";
            String outer = "sha256(decode('" + hex(Keys.outerPad(secret)) + "', 'hex') || " + inner + ")";
            return "cast(cast('x' || encode(substr(" + outer + ", 1, 8), 'hex') as bit(64)) as bigint)";
        }

        private static String bytes(String part) {
            return "convert_to(" + part + ", 'UTF8') || decode('ff', 'hex')";
        }

        /** By a copy that is put back: a cluster changes no column by which rows are shared out, and joins them with no table of one server. */
        @Override
        public int rewriteTable(DSLContext sql, String table, List<String> values, String joins) {
            sql.execute("create temporary table keyed_before as select * from " + table);
            sql.execute("truncate table " + table);
            int rows = sql.execute(
                    "insert into " + table + " select " + String.join(", ", values) + " from keyed_before t" + joins);
            sql.execute("drop table keyed_before");
            return rows;
        }
    }
}
