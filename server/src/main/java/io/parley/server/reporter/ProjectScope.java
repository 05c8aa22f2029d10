// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.server.http.QueryParameters;
import io.parley.server.security.Principal;
import io.parley.store.account.Project;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Projects that a call refers to, by id. */
record ProjectScope(Map<Long, Project> projects) {

    /** Returns the caller's projects, limited by the parameter {@code projectShortName} if it is present. */
    static ProjectScope of(Principal caller, QueryParameters query) {
        return new ProjectScope(caller.projects(query.text("projectShortName").orElse(null)).stream()
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
