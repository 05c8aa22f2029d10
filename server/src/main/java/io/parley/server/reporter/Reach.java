// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.server.access.Caller;
import io.parley.server.web.Query;
import io.parley.store.directory.Project;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Projects that a call refers to, by id. */
record Reach(Map<Long, Project> projects) {

    /** Returns the caller's projects, limited by the parameter {@code projectShortName} if it is present. */
    static Reach of(Caller caller, Query query) {
        return new Reach(caller.projects(query.text("projectShortName").orElse(null)).stream()
                .collect(Collectors.toMap(Project::id, Function.identity())));
    }

    Collection<Long> ids() {
        return projects.keySet();
    }

    /** Returns the project of a row that was found in these projects. */
    Project project(long id) {
        Project project = projects.get(id);
        if (project == null) {
            throw new IllegalStateException("a row of project " + id + " was not asked for");
        }
        return project;
    }
}
