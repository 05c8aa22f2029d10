// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench size}: size of the demo's conversations in the embedded engine, and of the product. */
@Command(
        name = "size",
        description = "Room that the demo's conversations take, and the product.",
        mixinStandardHelpOptions = true)
final class SizeCommand implements Callable<Integer> {
    private static final int BUDGET_MB_A_MILLION = 120;

    /** Bytes of each column in blocks, including additional blocks of long values. */
    private static final String PARTS = """
            select column_name, count(distinct block) * (select block_size from pragma_database_size()) from (
              select column_name, block_id as block from pragma_storage_info('message') where persistent
              union all
              select column_name, unnest(additional_block_ids) from pragma_storage_info('message') where persistent)
            where block >= 0 group by all order by 2 desc, 1 limit 12
            """;

    @Mixin
    private BenchmarkStore data = new BenchmarkStore();

    @Option(
            names = "--periods",
            defaultValue = "40",
            description = "Periods of the demo, of about 25,000 messages each. Default: 40")
    private int periods;

    @Override
    public Integer call() throws Exception {
        Path folder = data.emptyStore();
        Path store = folder.resolve("demo");
        try {
            Files.createDirectories(folder);
            // Closing the product runs a checkpoint of the write-ahead log into the file.
            data.demo(store, periods).close();
            report(store);
            MarkdownTable product = new MarkdownTable("packaged product, MB");
            product.row(data.bytesOfProduct() / 1e6);
            product.print("Room for the product");
            return 0;
        } finally {
            BenchmarkStore.delete(folder);
        }
    }

    private static void report(Path store) throws SQLException {
        double bytes = BenchmarkStore.bytes(store);
        try (Connection connection = BenchmarkStore.bare(store);
                Statement sql = connection.createStatement()) {
            double messages = number(sql, "select count(*) from message");
            double used = number(sql, "select used_blocks * block_size from pragma_database_size()");
            MarkdownTable table =
                    new MarkdownTable("messages", "store, MB", "of that in use, MB", "in use, MB a million", "budget");
            table.row(
                    "%,.0f".formatted(messages), bytes / 1e6, used / 1e6, used / messages, "≤ " + BUDGET_MB_A_MILLION);
            table.print("Room for the demo's conversations");

            MarkdownTable parts = new MarkdownTable("column", "MB a million messages");
            try (ResultSet rows = sql.executeQuery(PARTS)) {
                while (rows.next()) {
                    parts.row(rows.getString(1), rows.getDouble(2) / messages);
                }
            }
            parts.print("The largest columns of messages");
        }
    }

    private static double number(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
