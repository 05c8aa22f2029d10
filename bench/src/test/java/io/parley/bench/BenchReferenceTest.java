// SPDX-License-Identifier: Apache-2.0
package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The launcher prints the help of the benchmarks from files, so that it need not build them. */
class BenchReferenceTest {
    private static final Path TEXTS = Path.of("..", "launcher", "help");

    @Test
    void theLauncherHasTheHelpOfEachBenchmarkInTheWordsOfTheCommandLine() throws IOException {
        Map<String, String> right = new TreeMap<>();
        CommandLine bench = Bench.commandLine();
        right.put("bench.txt", text(bench));
        bench.getSubcommands().forEach((name, each) -> right.put("bench-" + name + ".txt", text(each)));
        if (Boolean.getBoolean("parley.docs.write")) {
            for (Map.Entry<String, String> text : right.entrySet()) {
                Files.writeString(TEXTS.resolve(text.getKey()), text.getValue());
            }
        }
        Map<String, String> written = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(TEXTS, "bench*.txt")) {
            for (Path file : files) {
                written.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(written)
                .as("launcher/help; -Dparley.docs.write=true rewrites it")
                .isEqualTo(right);
    }

    private static String text(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF).replace(System.lineSeparator(), "\n");
    }
}
