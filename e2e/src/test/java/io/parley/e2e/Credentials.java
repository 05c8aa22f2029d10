// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Content of {@code credentials.json}, which is an interface for scripts: exactly these members. */
record Credentials(String url, long accountId, String unifiedToken, User user, List<ProjectAccess> projects) {

    record User(String login, String password) {}

    record ProjectAccess(String shortName, List<String> botIds, String projectToken, String ingestToken) {}

    static Credentials parse(String json) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(json, Credentials.class);
    }

    /** Returns the project with a short name that begins with the key. */
    ProjectAccess project(String key) {
        return projects.stream()
                .filter(project -> project.shortName().startsWith(key + "-"))
                .findFirst()
                .orElseThrow();
    }
}
