// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.store.account.Project;
import io.parley.store.account.Role;
import io.parley.store.account.TokenKind;
import io.parley.store.account.User;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The principal of a call, and the projects of its account that the call may access.
 *
 * @param person the user who is logged in to the page; null for a token
 * @param projects the accessible projects: all of the account, or the one of the token
 * @param oneProject whether the token is limited to one project, so that other projects of the account do not exist
 *     for the caller
 * @param address the base path under which this caller uses the Reporter API
 */
public record Principal(
        long accountId,
        @Nullable User person,
        Set<Permission> permissions,
        List<Project> projects,
        boolean oneProject,
        String address) {

    /** The base path of the Reporter API for callers that authenticate with a header. */
    public static final String REPORTER = "/api/v1/reporter";

    public Principal {
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
     * Returns the projects that a call refers to.
     *
     * @param shortName null for all accessible projects
     */
    public List<Project> projects(@Nullable String shortName) {
        return shortName == null ? projects : List.of(named(shortName));
    }

    /** Returns the ids of {@link #projects}. */
    public List<Long> projectIds(@Nullable String shortName) {
        return projects(shortName).stream().map(Project::id).toList();
    }

    /**
     * Returns the one project that a call refers to.
     *
     * @param shortName may be null when only one project is accessible
     */
    public Project project(@Nullable String shortName) {
        if (shortName != null) {
            return named(shortName);
        }
        if (projects.size() != 1) {
            throw ApiException.field(
                    ErrorCode.MISSING_FIELD,
                    "projectShortName",
                    null,
                    "the short name of the project, because this caller reaches " + projects.size() + " of them");
        }
        return projects.getFirst();
    }

    /** Returns the id of the only accessible project, or null when the caller may access the whole account. */
    public @Nullable Long onlyProjectId() {
        return oneProject ? projects.getFirst().id() : null;
    }

    private Project named(String shortName) {
        return projects.stream()
                .filter(project -> project.shortName().equals(shortName))
                .findFirst()
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.PROJECT, "projectShortName", shortName, "the short name of a project within reach"));
    }
}
