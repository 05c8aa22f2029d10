// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

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
 * DuckDB's write-ahead log: commits that are not in the main file yet.
 *
 * <p>DuckDB reads a log that ends within a commit, as after a crash, up to its last complete commit; the lost commit
 * was not confirmed to any caller. DuckDB refuses to open a store with a corrupt log (each entry has a checksum). This
 * class then keeps the commits before the corruption, copies the whole log to another file, and reports both in the
 * server's log, because the rest of the store is more valuable than the lost commits.
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

    /** Opens the database; truncates a corrupt log first. */
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
