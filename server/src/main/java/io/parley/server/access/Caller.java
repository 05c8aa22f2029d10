// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.directory.Person;
import io.parley.store.directory.Project;
import io.parley.store.directory.Role;
import io.parley.store.directory.TokenKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, and what of the account's is in reach.
 *
 * @param person who is logged in to the page; null for a token
 * @param projects the projects in reach: all of the account's, or the one that a token is for
 * @param oneProject whether the caller's token is for one project, so that others of the account do not exist for it
 * @param address the path under which this caller reaches the Reporter API
 */
public record Caller(
        long accountId,
        @Nullable Person person,
        Set<Permission> permissions,
        List<Project> projects,
        boolean oneProject,
        String address) {

    /** The path of the Reporter API for callers who say who they are in a header. */
    public static final String REPORTER = "/api/v1/reporter";

    public Caller {
        permissions = Set.copyOf(permissions);
        projects = List.copyOf(projects);
    }

    static Set<Permission> permissions(TokenKind kind) {
        return switch (kind) {
            case UNIFIED -> EnumSet.allOf(Permission.class);
            case PROJECT -> EnumSet.of(Permission.READ, Permission.ANNOTATE, Permission.EXPERIMENT, Permission.JOIN);
            case INGEST -> EnumSet.of(Permission.INGEST, Permission.OPERATE, Permission.JOIN);
        };
    }

    static Set<Permission> permissions(Role role) {
        return switch (role) {
            case ADMIN -> EnumSet.allOf(Permission.class);
            case ANALYST -> EnumSet.of(Permission.READ, Permission.ANNOTATE, Permission.EXPERIMENT, Permission.JOIN);
            case VIEWER -> EnumSet.of(Permission.READ);
        };
    }

    /**
     * The projects that a call is about.
     *
     * @param shortName null for all in reach
     */
    public List<Project> projects(@Nullable String shortName) {
        return shortName == null ? projects : List.of(named(shortName));
    }

    /** The ids of {@link #projects}. */
    public List<Long> projectIds(@Nullable String shortName) {
        return projects(shortName).stream().map(Project::id).toList();
    }

    /**
     * The one project that a call is about.
     *
     * @param shortName may be null when only one is in reach
     */
    public Project project(@Nullable String shortName) {
        if (shortName != null) {
            return named(shortName);
        }
        if (projects.size() != 1) {
            throw Refused.field(
                    Problem.MISSING_FIELD,
                    "projectShortName",
                    null,
                    "the short name of the project, because this caller reaches " + projects.size() + " of them");
        }
        return projects.getFirst();
    }

    /** The id of the only project in reach, or null when the caller has the whole account. */
    public @Nullable Long onlyProjectId() {
        return oneProject ? projects.getFirst().id() : null;
    }

    private Project named(String shortName) {
        return projects.stream()
                .filter(project -> project.shortName().equals(shortName))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        Problem.PROJECT, "projectShortName", shortName, "the short name of a project within reach"));
    }
}
