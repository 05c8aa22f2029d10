// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import io.parley.server.cli.CommandLineTool;
import java.util.Locale;

/** Main class of the product. */
public final class Parley {
    private Parley() {}

    public static void main(String[] args) {
        // Since Java 22 System.console() is not null even without a terminal; this restores the former behaviour.
        System.setProperty("jdk.console", "java.base");
        // Numbers and letters in SQL, files and answers do not depend on the operator's language, in libraries either.
        Locale.setDefault(Locale.ROOT);
        CommandLineTool.restrictFiles();
        int exitCode = CommandLineTool.run(args);
        // Zero means success, or that a server is running; it ends by a signal.
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
