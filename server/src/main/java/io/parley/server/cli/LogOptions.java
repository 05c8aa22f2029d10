// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Options for the server's log, which is written to standard error. */
final class LogOptions {
    /** Name of the system property that logback.xml reads. */
    static final String FORMAT = "parley.log.format";

    static final String LEVEL = "parley.log.level";

    enum Format {
        TEXT,
        JSON
    }

    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description = "How to write the log to standard error: text, or json, an object a line. Default: text")
    private Format format = Format.TEXT;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "What to log: error, warn, info, or debug, with a line for each request. Default: info")
    private Level level = Level.INFO;

    /** Applies the format to all later log entries of all threads. It must run before the first log entry. */
    void apply() {
        System.setProperty(FORMAT, format.name().toLowerCase(Locale.ROOT));
        System.setProperty(LEVEL, level.name());
        LoggerFactory.getILoggerFactory();
    }
}
