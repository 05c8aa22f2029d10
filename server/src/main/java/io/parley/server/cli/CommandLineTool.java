// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.server.ProductVersion;
import io.parley.store.IoProblem;
import io.parley.store.engine.StoreException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            UserCommand.class,
            CopyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class
        })
public final class CommandLineTool implements Runnable {

    /** Makes all files that this process creates readable for its user only. */
    public static void restrictFiles() {
        PrivateFiles.byDefault();
    }

    /** @return exit code of the process: 0 for success, 1 for a failure, 2 for a wrong command line */
    public static int run(String[] args) {
        return commandLine().execute(args);
    }

    /** Returns the command {@code parley} with all its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new CommandLineTool())
                .registerConverter(Path.class, CommandLineTool::path)
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

    /** @throws CommandLine.TypeConversionException when the locale's character set lacks letters of the path */
    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException unreadable) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' has letters that this locale cannot express; set the variable LC_ALL=C.UTF-8");
        }
    }

    /**
     * Returns the message of the innermost cause, which is the most useful one; in front of it what was being done, if a
     * failure of ours around it says so.
     */
    static String reason(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        Throwable innermost = causes.getLast();
        String reason = IoProblem.in(innermost);
        if (innermost.getMessage() == null) {
            StackTraceElement[] trace = innermost.getStackTrace();
            reason = "an unexpected failure, " + innermost + (trace.length == 0 ? "" : " at " + trace[0])
                    + "; please report it with this line";
        }
        for (Throwable cause : causes) {
            // Ours end with the reason, which is told once.
            String message = String.valueOf(cause.getMessage());
            if (cause != innermost && cause instanceof StoreException) {
                return message.contains(reason) ? message : message + ": " + reason;
            }
        }
        return reason;
    }

    /** Version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"parley " + ProductVersion.text()};
        }
    }
}
