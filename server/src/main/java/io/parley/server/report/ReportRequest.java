// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.problem.Input;
import io.parley.core.words.Language;
import io.parley.server.web.KeptJson;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a report task has to do, as it is kept in the task table until a worker takes it up, which may be after a restart.
 *
 * @param projects short names of the projects it is about, by id
 * @param body the filters and settings as they were sent; they were checked then
 * @param zone of the caller's clock
 */
record ReportRequest(Report report, Map<Long, String> projects, JsonNode body, ZoneId zone, Language language) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Checks what was sent; refuses what cannot be done before it becomes a task. */
    static ReportRequest of(Report report, Map<Long, String> projects, Input body, ZoneId zone, Language language) {
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

    /** What was sent, as a request's body. */
    Input input() {
        return new Input("", body);
    }

    /** The filters as they were sent; null when there were none. */
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

    /** Reads what {@link #toJson} wrote. The first tasks were reports of messages and did not say so. */
    static ReportRequest fromJson(String json) {
        JsonNode kept = KeptJson.read(json);
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
