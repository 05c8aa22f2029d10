// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.store.Store;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.consistency.Invariant;
import io.parley.store.engine.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a store with a truncated or corrupt write-ahead log. */
class WriteAheadLogTest {
    private static final String FILE = "parley.duckdb";
    private static final String LOG = FILE + ".wal";
    private static final int COMMITS = 12;
    private static final int RECORDS_A_COMMIT = 8;

    @TempDir
    static Path folder;

    private static final long SEED = System.nanoTime();
    private static final Random DICE = new Random(SEED);

    /** The files after a crash, with all data in the log. */
    private static Path crashed;
    /** The content of the store after each commit, and before the first. */
    private static final List<Map<String, List<String>>> STATES = new ArrayList<>();
    /** The length of the log at these states. */
    private static final List<Long> LENGTHS = new ArrayList<>();

    @BeforeAll
    static void crash() throws IOException {
        System.out.println("WriteAheadLogTest: seed " + SEED);
        Path live = folder.resolve("live");
        crashed = Files.createDirectory(folder.resolve("crashed"));
        try (StoreFixture fixture = new StoreFixture(Store.embedded(live, Clock.systemUTC()))) {
            List<LogRecord> records = new RandomLog(new Random(SEED)).records(COMMITS * RECORDS_A_COMMIT);
            // Channels are written outside of the log.
            fixture.append(records.subList(0, RECORDS_A_COMMIT));
            StoreProbe.sql(fixture.store()).execute("checkpoint");
            for (int commit = 1; commit < COMMITS; commit++) {
                note(fixture.store(), live);
                fixture.append(records.subList(commit * RECORDS_A_COMMIT, (commit + 1) * RECORDS_A_COMMIT));
            }
            note(fixture.store(), live);
            for (String name : List.of(FILE, LOG)) {
                Files.copy(live.resolve(name), crashed.resolve(name));
            }
        }
    }

    private static void note(Store store, Path live) throws IOException {
        STATES.add(StoreProbe.contents(store));
        LENGTHS.add(Files.exists(live.resolve(LOG)) ? Files.size(live.resolve(LOG)) : 0);
    }

    @Test
    void aWholeLogIsReadToItsEnd() throws IOException {
        assertThat(openedWith(log())).isEqualTo(STATES.getLast());
    }

    @Test
    void ofALogThatBreaksOffAllWholeCommitsAreKept() throws IOException {
        for (int i = 0; i < 10; i++) {
            int length = DICE.nextInt(log().length + 1);
            Path files = place(Arrays.copyOf(log(), length));
            assertThat(opened(files)).as("seed %d, cut at %d", SEED, length).isIn(STATES);
            assertThat(damaged(files)).isEmpty();
        }
        // Bytes that a commit has allocated and the disk has not written.
        byte[] begun = Arrays.copyOf(log(), log().length + 300);
        assertThat(openedWith(begun)).isEqualTo(STATES.getLast());
    }

    @Test
    void whatWasCommittedBeforeTheDamageIsKeptAndTheDamagedLogIsPutAside() throws IOException {
        for (int i = 0; i < 10; i++) {
            byte[] log = log();
            int first = STATES.size() - 4;
            // In the last commits, but not in the header of an entry with its length: see below.
            int at = (int) (LENGTHS.get(first) + DICE.nextLong(log.length - LENGTHS.get(first)));
            log[at] ^= (byte) (1 + DICE.nextInt(255));
            Path files = place(log);
            Map<String, List<String>> kept = opened(files);
            int commits = STATES.indexOf(kept);
            assertThat(commits).as("seed %d, damaged at %d", SEED, at).isNotNegative();
            assertThat(LENGTHS.get(commits))
                    .as("seed %d, damaged at %d", SEED, at)
                    .isLessThanOrEqualTo(at);
            // No earlier commit is lost.
            assertThat(commits == STATES.size() - 1 || LENGTHS.get(commits + 1) > at)
                    .as("seed %d, damaged at %d", SEED, at)
                    .isTrue();
            for (Path aside : damaged(files)) {
                assertThat(Files.readAllBytes(aside)).isEqualTo(log);
            }
        }
    }

    @Test
    void aLogOfAnotherStoreIsRefusedAndLeftAlone() throws IOException {
        Path other = Files.createTempDirectory(folder, "other");
        try (StoreFixture fixture = new StoreFixture(Store.embedded(other, Clock.systemUTC()))) {
            Path files = place(Files.readAllBytes(other.resolve(LOG)));
            assertThatThrownBy(() -> Store.embedded(files, Clock.systemUTC()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("WAL does not match database file");
            assertThat(files.resolve(LOG)).exists();
        }
    }

    private static byte[] log() throws IOException {
        return Files.readAllBytes(crashed.resolve(LOG));
    }

    private static Path place(byte[] log) throws IOException {
        Path files = Files.createTempDirectory(folder, "copy");
        Files.copy(crashed.resolve(FILE), files.resolve(FILE));
        Files.write(files.resolve(LOG), log);
        return files;
    }

    private static Map<String, List<String>> openedWith(byte[] log) throws IOException {
        return opened(place(log));
    }

    private static Map<String, List<String>> opened(Path files) {
        try (Store store = Store.embedded(files, Clock.systemUTC())) {
            for (Invariant rule : Invariant.values()) {
                assertThat(store.consistencyCheck().examine(rule).isSound())
                        .as(rule.inWords())
                        .isTrue();
            }
            return StoreProbe.contents(store);
        }
    }

    /** Returns the copies of corrupt logs that were created when a store was opened. */
    private static List<Path> damaged(Path files) throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.filter(file -> file.getFileName().toString().startsWith(LOG + ".damaged-"))
                    .toList();
        }
    }
}
