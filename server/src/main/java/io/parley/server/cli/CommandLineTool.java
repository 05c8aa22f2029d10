// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.ProductVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley …}: parses the command line. */
@Command(
        name = "parley",
        description = "Self-hosted conversation analytics that answers the Reporter API.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineTool.Version.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            TokenCommand.class,
            CopyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class
        })
public final class CommandLineTool implements Runnable {

    /** @return exit code of the process: 0 for success, 1 for a failure, 2 for a wrong command line */
    public static int run(String[] args) {
        return commandLine().execute(args);
    }

    /** Returns the command {@code parley} with all its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new CommandLineTool())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("parley: " + reason(failure));
                    return 1;
                });
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** Returns the message of the innermost cause, which is the most useful one. */
    private static String reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
        }
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }

    /** Version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"parley " + ProductVersion.text()};
        }
    }
}
