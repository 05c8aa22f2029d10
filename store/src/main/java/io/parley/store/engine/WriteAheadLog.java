// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's write-ahead log: what was committed and is not in the main file yet.
 *
 * <p>A log that breaks off, as a crash in the midst of a commit leaves it, DuckDB reads up to its last whole commit: of what is lost nobody was
 * told that it was kept. A log with other bytes in it than were written (each entry has a checksum) DuckDB refuses, and with it the whole
 * store. Then what comes before the damage is kept and what comes after it is put aside, for the rest of the store is worth more; and
 * that is said.
 */
final class WriteAheadLog {
    private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);

    private static final Pattern DAMAGE = Pattern.compile("Corrupt WAL file: entry at byte position (\\d+)");

    private final Path file;

    WriteAheadLog(Path file) {
        this.file = file;
    }

    /** Opens a database. */
    interface Opening<T> {
        T open() throws SQLException;
    }

    /** Opens the database; a damaged log is mended first. */
    <T> T mended(Opening<T> opening) throws SQLException, IOException {
        try {
            return opening.open();
        } catch (SQLException refused) {
            Matcher damage = DAMAGE.matcher(String.valueOf(refused.getMessage()));
            if (!damage.find()) {
                throw refused;
            }
            cutAt(Long.parseLong(damage.group(1)));
            return opening.open();
        }
    }

    private void cutAt(long position) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + ".damaged-"
                + Instant.now(Clock.systemUTC()).toEpochMilli());
        long size = Files.size(file);
        Files.copy(file, kept);
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            log.truncate(position);
            log.force(true);
        }
        LOG.error(
                "{} is damaged at byte {} of {}: what was committed before that is kept, what came after it is lost; "
                        + "bots that send it again fill the gap. The whole file is kept as {}",
                file,
                position,
                size,
                kept);
    }
}
