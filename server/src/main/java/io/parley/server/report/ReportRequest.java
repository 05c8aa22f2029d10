// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.error.JsonInput;
import io.parley.core.i18n.Language;
import io.parley.server.http.StoredJson;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Request of a report task, as stored in the task table. A worker may read it after a restart.
 *
 * @param projects short names of the report's projects, by id
 * @param body the filters and settings as they were sent, already validated
 * @param zone the caller's time zone
 */
record ReportRequest(Report report, Map<Long, String> projects, JsonNode body, ZoneId zone, Language language) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Validates the request before it becomes a task.
     *
     * @throws io.parley.core.error.ApiException when the report cannot be written
     */
    static ReportRequest of(Report report, Map<Long, String> projects, JsonInput body, ZoneId zone, Language language) {
        ReportRequest request = new ReportRequest(
                report,
                projects,
                body.isNull() ? JSON.createObjectNode() : body.object().node(),
                zone,
                language);
        request.settings();
        report.content().check(request.input());
        return request;
    }

    /** Returns the stored body as the body of a request. */
    JsonInput input() {
        return new JsonInput("", body);
    }

    /** Returns the filters as they were sent; null when there were none. */
    @Nullable
    JsonNode filters() {
        JsonNode filters = body.path("filters");
        return filters.isArray() ? filters : null;
    }

    ReportSettings settings() {
        return ReportSettings.read(input().member("settings"));
    }

    String toJson() {
        ObjectNode kept = JSON.createObjectNode();
        kept.put("report", report.path());
        ObjectNode names = kept.putObject("projects");
        projects.forEach((id, shortName) -> names.put(Long.toString(id), shortName));
        kept.set("body", body);
        kept.put("zone", zone.getId());
        kept.put("language", language.name());
        return kept.toString();
    }

    /**
     * Reads the output of {@link #toJson}. Tasks of the first versions were reports of messages and have no member
     * for the report.
     */
    static ReportRequest fromJson(String json) {
        JsonNode kept = StoredJson.read(json);
        return new ReportRequest(
                Report.at(kept.path("report").asString(Report.MESSAGES.path())),
                kept.path("projects").properties().stream()
                        .collect(Collectors.toMap(
                                entry -> Long.valueOf(entry.getKey()),
                                entry -> entry.getValue().asString())),
                kept.path("body"),
                ZoneId.of(kept.path("zone").asString()),
                Language.valueOf(kept.path("language").asString()));
    }
}
