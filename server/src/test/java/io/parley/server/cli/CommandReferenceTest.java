// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The launcher prints the help of each command from a file, so that it need not build or start the product. */
class CommandReferenceTest {
    private static final Path TEXTS = Path.of("..", "launcher", "help");
    /** Texts of the benchmarks, which have their own test. */
    private static final String BENCHMARKS = "bench";

    @Test
    void theLauncherHasTheHelpOfEachCommandInTheWordsOfTheCommandLine() throws IOException {
        Map<String, String> right = new TreeMap<>();
        addTo(right, CommandLineTool.commandLine(), "");
        if (Boolean.getBoolean("parley.docs.write")) {
            for (Map.Entry<String, String> text : right.entrySet()) {
                Files.writeString(TEXTS.resolve(text.getKey()), text.getValue());
            }
        }
        assertThat(written())
                .as("launcher/help; -Dparley.docs.write=true rewrites it")
                .isEqualTo(right);
    }

    /** @param parent names of the commands above, each with a hyphen after it */
    private static void addTo(Map<String, String> texts, CommandLine command, String parent) {
        texts.put(
                parent + command.getCommandName() + ".txt",
                command.getUsageMessage(CommandLine.Help.Ansi.OFF).replace(System.lineSeparator(), "\n"));
        String prefix = command.getParent() == null ? "" : parent + command.getCommandName() + "-";
        command.getSubcommands().values().forEach(each -> addTo(texts, each, prefix));
    }

    private static Map<String, String> written() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(TEXTS)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(BENCHMARKS)) {
                    texts.put(name, Files.readString(file));
                }
            }
        }
        return texts;
    }
}
