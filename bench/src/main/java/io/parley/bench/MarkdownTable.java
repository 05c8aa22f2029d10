// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table with the measuring environment as heading. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... titles) {
        rows.add(List.of(titles));
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Double number ? "%.1f".formatted(number) : cell.toString());
        }
        rows.add(row);
        System.err.println(String.join(" | ", row));
    }

    void print(String title) {
        System.out.printf("## %s%n%n", title);
        System.out.printf(
                "%s, %s, %d processors, %,d MB, %s, Java %s%n%n",
                Bench.run(),
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"));
        System.out.println(line(rows.getFirst()));
        System.out.println(line(rows.getFirst().stream().map(column -> "---").toList()));
        rows.stream().skip(1).forEach(row -> System.out.println(line(row)));
        System.out.println();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static long memory() {
        return ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                >> 20;
    }
}
