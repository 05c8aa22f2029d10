// SPDX-License-Identifier: Apache-2.0
package io.parley.server.schedule;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.i18n.Language;
import io.parley.server.http.StoredJson;
import io.parley.server.report.Report;
import io.parley.server.report.ReportTaskFactory;
import io.parley.store.account.Project;
import io.parley.store.task.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Report of a schedule, as it is stored.
 *
 * @param report one that accepts filters
 * @param language language of titles and words
 * @param span period before each run; null when the filters alone select the data
 * @param body filters and settings, as for a report that is started directly
 */
record ScheduledReport(
        Report report, Language language, @Nullable ReportPeriod span, JsonNode body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ScheduledReport read(JsonInput given) {
        JsonInput report = given.required("report", words());
        ObjectNode body = JSON.createObjectNode();
        for (String member : List.of("filters", "settings")) {
            given.member(member).ifPresent(value -> body.set(member, value.node()));
        }
        return new ScheduledReport(
                Report.withFilters().stream()
                        .filter(each -> each.path().equals(report.text()))
                        .findFirst()
                        .orElseThrow(() ->
                                ApiException.field(ErrorCode.INVALID_VALUE, report.path(), report.text(), words())),
                given.member("language").map(JsonInput::text).map(Language::of).orElse(Language.EN),
                given.member("period")
                        .map(period -> period.oneOf(ReportPeriod.class, ErrorCode.INVALID_VALUE))
                        .orElse(null),
                body);
    }

    private static String words() {
        return "one of " + Report.withFilters().stream().map(Report::path).collect(Collectors.joining(", "));
    }

    /** Creates the task of a run. */
    Task task(ReportTaskFactory reporting, long accountId, List<Project> projects, Instant due, ZoneId zone) {
        ObjectNode body = body().deepCopy().asObject();
        if (span != null) {
            body.withArray("filters").add(span.filter(report.timeFilter().name(), due, zone));
        }
        return reporting.task(report, accountId, projects, new JsonInput("", body), zone, language);
    }

    String toJson() {
        ObjectNode kept = JSON.createObjectNode();
        kept.put("report", report.path());
        kept.put("language", language.tag());
        Optional.ofNullable(span).ifPresent(period -> kept.put("period", period.name()));
        body.properties().forEach(member -> kept.set(member.getKey(), member.getValue()));
        return kept.toString();
    }

    static ScheduledReport fromJson(String json) {
        return read(new JsonInput("", StoredJson.read(json)));
    }

    /** The same; empty of what this version does not understand, which another one may have kept. */
    static Optional<ScheduledReport> known(String json) {
        try {
            return Optional.of(fromJson(json));
        } catch (ApiException | JacksonException unknown) {
            return Optional.empty();
        }
    }
}
