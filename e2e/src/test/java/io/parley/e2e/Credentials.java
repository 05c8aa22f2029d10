// SPDX-License-Identifier: Apache-2.0
package io.parley.e2e;

import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code credentials.json} promises to scripts: these members and no others. */
record Credentials(String url, long accountId, String unifiedToken, User user, List<ProjectAccess> projects) {

    record User(String login, String password) {}

    record ProjectAccess(String shortName, List<String> botIds, String projectToken, String ingestToken) {}

    static Credentials parse(String json) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(json, Credentials.class);
    }

    /** The project whose short name begins with a key. */
    ProjectAccess project(String key) {
        return projects.stream()
                .filter(project -> project.shortName().startsWith(key + "-"))
                .findFirst()
                .orElseThrow();
    }
}
