// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbPurgeTest {
    /** Longer than the prefix of a text in the statistics. */
    private static final String SECRET = "SecretWordOfTwentyFourXx";

    private static final int ROWS = 300_000;

    /** Once with all tables rewritten, once with the large one rewritten by row groups. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 1_000})
    void deletedAndReplacedValuesAreInTheFileNoMoreAndAllOthersAre(long largestAnew) throws IOException {
        Path folder = Files.createTempDirectory("parley-wipe");
        try (DuckDbEngine engine = DuckDbEngine.open(folder)) {
            DSLContext sql = engine.sql();
            sql.execute(
                    "create table large (k bigint not null, text varchar using compression zstd, seen boolean default false)");
            sql.execute("create table small (k bigint primary key, text varchar not null, kind varchar)");
            sql.execute("insert into large select i, case when i % 1000 = 7 then '" + SECRET
                    + "' || i else 'word ' || md5(i::varchar) end, true from range(" + ROWS + ") t(i)");
            sql.execute("insert into small select i, case when i % 10 = 7 then '" + SECRET
                    + "' || i else 'word ' || i end, 'kind' from range(500) t(i)");
            sql.execute("checkpoint");
            assertThat(read(folder)).contains(SECRET);
            sql.execute("delete from large where k % 1000 = 7");
            sql.execute("delete from small where k % 20 = 7");
            sql.execute("update small set text = '' where k % 20 = 17");
            sql.execute("checkpoint");
            assertThat(read(folder)).contains(SECRET);
            long sum = sum(sql, "large");
            long sumOfSmall = sum(sql, "small");
            String definitions = definitions(sql);

            ReentrantLock changing = new ReentrantLock();
            Consumer<Consumer<DSLContext>> writing =
                    step -> sql.transaction(transaction -> step.accept(transaction.dsl()));
            new DuckDbPurge(sql, changing, writing, largestAnew).run();

            assertThat(read(folder)).doesNotContain(SECRET);
            assertThat(sum(sql, "large")).isEqualTo(sum);
            assertThat(sum(sql, "small")).isEqualTo(sumOfSmall);
            assertThat(sql.fetch("select table_name from duckdb_tables()").getValues(0, String.class))
                    .containsExactlyInAnyOrder("large", "small");
            // Keys, defaults and compression are the same as before.
            assertThat(definitions(sql)).isEqualTo(definitions).contains("COMPRESSION ZSTD");
            sql.execute("insert into small values (1, 'again', 'kind') on conflict do nothing");
            sql.execute("insert into large (k) values (-1)");
            assertThat(sql.fetchSingle("select seen from large where k = -1").get(0, Boolean.class))
                    .isFalse();
            assertThat(sum(sql, "small")).isEqualTo(sumOfSmall);
        }
        assertThat(read(folder)).doesNotContain(SECRET);
    }

    private static String definitions(DSLContext sql) {
        return sql.fetch("select sql from duckdb_tables() order by table_name").formatCSV();
    }

    private static long sum(DSLContext sql, String table) {
        return sql.fetchSingle("select (sum(hash(t) % 1000003))::bigint from " + table + " t")
                .get(0, Long.class);
    }

    private static String read(Path folder) {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
