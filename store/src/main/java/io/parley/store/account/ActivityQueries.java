// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.sum;

import io.parley.store.engine.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of the activity of channels and projects. They are computed from clients and sessions, which store the number
 * of their messages.
 */
public final class ActivityQueries {
    private final Engine engine;

    public ActivityQueries(Engine engine) {
        this.engine = engine;
    }

    /** A bot of a project. */
    public record Place(long projectId, String botId) {}

    /** Returns the activity of each channel of the projects that has any. */
    public Map<Place, Activity> ofChannels(Collection<Long> projects) {
        Map<Place, Activity> activities = new HashMap<>();
        engine.sql()
                .select(SESSION.projectId, SESSION.botId, count(), sum(SESSION.messageCount), max(SESSION.end))
                .from(SESSION.table())
                .where(SESSION.projectId.in(projects))
                .groupBy(SESSION.projectId, SESSION.botId)
                .forEach(row -> activities.put(
                        new Place(row.value1(), row.value2()),
                        new Activity(0, row.value3(), row.value4().longValue(), row.value5())));
        engine.sql()
                .select(CLIENT.projectId, CLIENT.botId, count())
                .from(CLIENT.table())
                .where(CLIENT.projectId.in(projects))
                .groupBy(CLIENT.projectId, CLIENT.botId)
                .forEach(row -> activities.merge(
                        new Place(row.value1(), row.value2()), new Activity(row.value3(), 0, 0, null), Activity::plus));
        return activities;
    }

    /** Returns the activity of each project that has any. */
    public Map<Long, Activity> ofProjects(Collection<Long> projects) {
        Map<Long, Activity> activities = new HashMap<>();
        ofChannels(projects)
                .forEach((place, activity) -> activities.merge(place.projectId(), activity, Activity::plus));
        return activities;
    }
}
