// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.core.filter.FilterSet;
import io.parley.core.filter.RandomFilters;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.core.page.PageRequest;
import io.parley.store.engine.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreCopyTest {
    private static final long SEED = 20261125;
    private static final int FILTER_SETS = 40;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final StoreCopy.ProgressListener NOBODY = (table, more) -> {};

    /** Values of a store that a test needs after it is closed. */
    private record World(List<Long> projects, RandomFilters filters, long lastId) {
        static World initialize(StoreLocation place) {
            Random random = new Random(SEED);
            try (StoreFixture fixture = new StoreFixture(open(place))) {
                for (long project : fixture.projectIds()) {
                    List<LogRecord> records = new RandomLog(random).records(200);
                    fixture.store().log().append(project, records).join();
                }
                return new World(
                        fixture.projectIds(),
                        new RandomFilters(
                                random,
                                fixture.sessionLabels().values(),
                                fixture.messageLabels().values()),
                        fixture.store().accounts().addAccount("The last id"));
            }
        }

        List<FilterSet> filterSets() {
            List<FilterSet> sets = new ArrayList<>();
            for (int i = 0; i < FILTER_SETS; i++) {
                sets.add(RandomFilters.read(filters.body()));
            }
            return sets;
        }

        List<Object> answers(StoreLocation place, List<FilterSet> wanted) {
            try (Store store = open(place)) {
                PageRequest page = new PageRequest(0, 1000);
                List<Object> answers = new ArrayList<>(List.of(StoreProbe.contents(store)));
                // What comes now is known as what was told to the original.
                answers.add(StoreProbe.engine(store).keys().message(1, "bot", "question"));
                for (FilterSet each : wanted) {
                    answers.add(
                            store.conversations().messages(projects, each, page).toString());
                    answers.add(
                            store.conversations().sessions(projects, each, page).toString());
                    answers.add(
                            store.conversations().clients(projects, each, page).toString());
                }
                return answers;
            }
        }
    }

    private static Store open(StoreLocation place) {
        return switch (place) {
            case StoreLocation.Folder folder -> Store.embedded(folder.path(), CLOCK);
            case StoreLocation.Database database -> Store.postgres(database.jdbcUrl(), CLOCK);
        };
    }

    private static StoreLocation.Folder folder() {
        return new StoreLocation.Folder(TestEngine.folder());
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES, TestEngine.CITUS})
    void aStoreThatMovesToADatabaseAndBackAnswersAsBefore(TestEngine engine) throws IOException {
        StoreLocation.Folder first = folder();
        World world = World.initialize(first);
        String task = completedTask(first);
        Files.createDirectories(first.files());
        Files.writeString(first.files().resolve(task), "a report");
        Files.writeString(first.files().resolve("of-no-task"), "a report");
        List<FilterSet> wanted = world.filterSets();
        List<Object> expected = world.answers(first, wanted);

        StoreLocation database = new StoreLocation.Database(engine.newDatabase());
        Map<String, TableChecksum> there = StoreCopy.between(first, database, CLOCK, NOBODY);
        assertThat(there.get("message")).matches(sum -> sum.rows() > 100);
        assertThat(world.answers(database, wanted)).as("seed " + SEED).isEqualTo(expected);

        StoreLocation.Folder second = folder();
        // Empty, but with a secret of its own.
        open(second).close();
        assertThat(StoreCopy.between(database, second, CLOCK, NOBODY)).isEqualTo(there);
        assertThat(world.answers(second, wanted)).as("seed " + SEED).isEqualTo(expected);
        assertThat(second.files().resolve(task)).hasContent("a report");
        assertThat(second.files().resolve("of-no-task")).doesNotExist();
        try (Store store = open(second)) {
            assertThat(store.accounts().addAccount("A new one")).isEqualTo(world.lastId() + 1);
        }
    }

    /** Returns the id of a new task whose file is written. */
    private static String completedTask(StoreLocation.Folder place) {
        try (Store store = open(place)) {
            store.tasks().add("of the copied file", 1, null, "MESSAGES", "{}", "messages.csv");
            String task = store.tasks()
                    .claim("worker", List.of("MESSAGES"), List.of())
                    .orElseThrow()
                    .id();
            store.tasks().complete(task, "worker", 1);
            return task;
        }
    }

    @EachEngine({TestEngine.POSTGRES, TestEngine.NEWEST_POSTGRES})
    void anInterruptedCopyServesNobodyAndIsFinishedByTheNextRun(TestEngine engine) {
        StoreLocation source = folder();
        World world = World.initialize(source);
        StoreLocation target = new StoreLocation.Database(engine.newDatabase());
        AtomicInteger tables = new AtomicInteger();
        assertThatThrownBy(() -> StoreCopy.between(source, target, CLOCK, (table, more) -> {
                    if (table.equals("message")) {
                        throw new IllegalStateException("power cut");
                    }
                    tables.incrementAndGet();
                }))
                .hasMessage("power cut");
        assertThatThrownBy(() -> open(target))
                .isInstanceOf(StoreException.class)
                .hasMessage("the store is a copy that was interrupted; run `parley copy` again");

        AtomicInteger again = new AtomicInteger();
        StoreCopy.between(source, target, CLOCK, (table, more) -> again.incrementAndGet());
        List<FilterSet> wanted = world.filterSets();
        assertThat(world.answers(target, wanted)).isEqualTo(world.answers(source, wanted));
        AtomicInteger third = new AtomicInteger();
        StoreCopy.between(source, target, CLOCK, (table, more) -> third.incrementAndGet());
        assertThat(third).as("batches of a run when all is there").hasValue(0);
    }

    @Test
    void aPlaceWithOtherDataIsLeftAlone() {
        StoreLocation source = folder();
        World.initialize(source);
        StoreLocation other = folder();
        World.initialize(other);
        assertThatThrownBy(() -> StoreCopy.between(source, other, CLOCK, NOBODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(other + " holds other data; copy to an empty place");

        StoreLocation used = folder();
        StoreCopy.between(source, used, CLOCK, NOBODY);
        try (Store store = open(used)) {
            store.accounts().addAccount("Somebody who uses it");
        }
        assertThatThrownBy(() -> StoreCopy.between(source, used, CLOCK, NOBODY))
                .hasMessage(used + " holds other data; copy to an empty place");
        assertThatThrownBy(() -> StoreCopy.between(source, source, CLOCK, NOBODY))
                .hasMessage("source and target are the same");
        assertThatThrownBy(() -> StoreCopy.between(folder(), folder(), CLOCK, NOBODY))
                .hasMessage("the source holds nothing");
    }
}
