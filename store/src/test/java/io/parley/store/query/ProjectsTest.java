// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.SessionTable.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.filter.FilterSet;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.store.EachEngine;
import io.parley.store.StoreFixture;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import io.parley.store.account.Project;
import io.parley.store.engine.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Tests of which projects' rows a list contains. */
class ProjectsTest {
    /** More than an engine excludes one by one. */
    private static final int PROJECTS = 40;

    private static final long SEED = Long.getLong("parley.projects.seed", 20211);

    @EachEngine
    void aListHoldsRowsOfItsOwnProjectsWhoeverHasTheOnesInBetween(TestEngine engine) {
        try (StoreFixture fixture = new StoreFixture(engine)) {
            Random random = new Random(SEED);
            List<Long> all = IntStream.range(0, PROJECTS)
                    .mapToObj(i -> project(fixture, random.nextBoolean(), i))
                    .map(Project::id)
                    .toList();
            for (long project : all) {
                List<LogRecord> records = new RandomLog(random).records(5);
                fixture.store().log().append(project, records).join();
            }
            for (int size = 0; size <= PROJECTS; size++) {
                List<Long> shuffled = new ArrayList<>(all);
                Collections.shuffle(shuffled, random);
                List<Long> some = shuffled.subList(0, size);
                assertThat(found(fixture, some))
                        .as("seed %d, %d projects: %s", SEED, size, some)
                        .isEqualTo(withSessions(fixture, some));
            }
            // Next to each other, with none, one and many in between.
            assertThat(found(fixture, all.subList(3, 5))).isEqualTo(withSessions(fixture, all.subList(3, 5)));
            List<Long> oneApart = List.of(all.get(7), all.get(9));
            assertThat(found(fixture, oneApart)).isEqualTo(withSessions(fixture, oneApart));
            List<Long> ends = List.of(all.getFirst(), all.getLast());
            assertThat(found(fixture, ends)).isEqualTo(withSessions(fixture, ends));
        }
    }

    private static Project project(StoreFixture fixture, boolean own, int number) {
        long account = own ? fixture.accountId() : fixture.store().accounts().addAccount("Other " + number);
        return fixture.store()
                .accounts()
                .addProject(account, "p" + number + "-" + account + "-abc", "Project " + number);
    }

    /** Returns the projects of the sessions in a list. */
    private static Set<Long> found(StoreFixture fixture, List<Long> projects) {
        Engine engine = StoreProbe.engine(fixture.store());
        return engine.sql()
                .selectDistinct(SESSION.projectId)
                .from(SESSION.table())
                .where(new FilterSql(engine).sessions(projects, FilterSet.EMPTY))
                .fetchSet(SESSION.projectId);
    }

    /** Returns those of the projects that have sessions, by looking at each row. */
    private static Set<Long> withSessions(StoreFixture fixture, List<Long> projects) {
        Set<Long> all = StoreProbe.engine(fixture.store())
                .sql()
                .selectDistinct(SESSION.projectId)
                .from(SESSION.table())
                .fetchSet(SESSION.projectId);
        Set<Long> wanted = new HashSet<>(projects);
        wanted.retainAll(all);
        return wanted;
    }
}
