// SPDX-License-Identifier: Apache-2.0
package io.parley.server;

import io.parley.server.cli.CommandLineTool;
import java.util.Locale;

/** The product's entrance. */
public final class Parley {
    private Parley() {}

    public static void main(String[] args) {
        // Java from 22 on has a console even where there is no terminal, unless told to do as before.
        System.setProperty("jdk.console", "java.base");
        // Numbers and letters in SQL, files and answers do not depend on the operator's language, in libraries either.
        Locale.setDefault(Locale.ROOT);
        int exitCode = CommandLineTool.run(args);
        // Zero means: done, or serving; a server ends by a signal.
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
