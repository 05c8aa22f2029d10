package io.parley.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./parley bench …} */
@Command(
        name = "bench",
        description = "Measures the packaged product. Tables go to stdout, what is being done to stderr.",
        mixinStandardHelpOptions = true,
        subcommands = {QueriesCommand.class, ReportsCommand.class, IngestCommand.class, ScaleCommand.class, LoadCommand.class, SmallCommand.class})
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
