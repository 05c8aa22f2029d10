// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.filter.FilterSet;
import io.parley.server.edit.LabelInfo;
import io.parley.server.filter.FilterSetRecorder;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestTimeZone;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.Project;
import io.parley.store.stats.DateRange;
import io.parley.store.stats.PhoneCallStatistics;
import io.parley.store.stats.Series;
import io.parley.store.stats.StatisticQueries;
import io.parley.store.stats.TimeAxis;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the contract's statistics. Calls of the legacy edition, with a project's token, are mapped to them. */
@RestController
@RequestMapping(Principal.REPORTER + "/stats")
class StatsController {
    private final StatisticQueries statistics;
    private final FilterSetRecorder filterSetRecorder;

    StatsController(StatisticQueries statistics, FilterSetRecorder filterSetRecorder) {
        this.statistics = statistics;
        this.filterSetRecorder = filterSetRecorder;
    }

    /** @param filterSetId only in answers to calls that accept filters */
    record TimestampToValueStats(
            List<TimestampToValue> stats,
            double totalCount,
            @Nullable String filterSetId) {

        static TimestampToValueStats of(Series series, @Nullable String filterSetId) {
            return new TimestampToValueStats(TimestampToValue.of(series), series.total(), filterSetId);
        }
    }

    record TelephonyStats(
            double averageCallDurationInSeconds,
            List<TimestampToValue> billingCount,
            List<TimestampToValue> incomingCount,
            List<TimestampToValue> outgoingCount) {}

    record ProjectUniqueClients(String projectShortName, long totalCount) {}

    record LabelStats<L>(L label, List<TimestampToValue> tsToValues, long totalCount) {}

    record LabelStatsList<L>(List<LabelStats<L>> stats, String filterSetId) {}

    /** How a transfer to an agent is recognised (contract). */
    enum TransferToOperatorMethod {
        /** A reply of the bot is a transfer. */
        SWITCH,
        /** A reply of the bot contains certain words. */
        TEXT
    }

    // ---- By filters

    @RequiresPermission(Permission.READ)
    @PostMapping("/messages/with-advanced-filters")
    TimestampToValueStats messages(Principal caller, HttpServletRequest request) {
        Asked asked = asked(caller, request);
        Series series = statistics.messages(asked.projects, asked.wanted(), asked.axis);
        return TimestampToValueStats.of(series, asked.filters.filterSetId());
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/sessions/with-advanced-filters")
    TimestampToValueStats sessions(Principal caller, HttpServletRequest request) {
        Asked asked = asked(caller, request);
        Series series = statistics.sessions(asked.projects, asked.wanted(), asked.axis);
        return TimestampToValueStats.of(series, asked.filters.filterSetId());
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/session-labels")
    LabelStatsList<LabelInfo.OfSession> sessionLabels(Principal caller, HttpServletRequest request) {
        Asked asked = asked(caller, request);
        var stats = statistics.sessionLabels(asked.projects, asked.wanted(), asked.axis).stream()
                .map(each -> labelStats(LabelInfo.OfSession.of(each.label()), each.series()))
                .toList();
        return new LabelStatsList<>(stats, asked.filters.filterSetId());
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/log-labels")
    LabelStatsList<LabelInfo.OfMessage> messageLabels(Principal caller, HttpServletRequest request) {
        Asked asked = asked(caller, request);
        var stats = statistics.messageLabels(asked.projects, asked.wanted(), asked.axis).stream()
                .map(each -> labelStats(LabelInfo.OfMessage.of(each.label()), each.series()))
                .toList();
        return new LabelStatsList<>(stats, asked.filters.filterSetId());
    }

    private static <L> LabelStats<L> labelStats(L label, Series series) {
        return new LabelStats<>(label, TimestampToValue.of(series), (long) series.total());
    }

    /** Parameters that all statistics by filters share. */
    private record Asked(List<Long> projects, FilterSetRecorder.Asked filters, TimeAxis axis) {
        FilterSet wanted() {
            return filters.filters();
        }
    }

    private Asked asked(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        List<Long> projects = projects(caller, query);
        TimeAxis axis = new TimeAxis(IntervalParameter.of(query), RequestTimeZone.of(request));
        return new Asked(projects, filterSetRecorder.in(request, caller), axis);
    }

    // ---- By days

    @RequiresPermission(Permission.READ)
    @GetMapping("/switched-sessions")
    TimestampToValueStats switchedSessions(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        List<Long> projects = projects(caller, query);
        DateRange days = days(query);
        List<String> bots = query.texts("botIds");
        Series series = switch (query.requiredOneOf("transferToOperatorMethod", TransferToOperatorMethod.class)) {
            case SWITCH -> statistics.transfers(projects, bots, days);
            case TEXT -> statistics.transfersByText(projects, bots, words(query), days);
        };
        return TimestampToValueStats.of(series, null);
    }

    private static String words(QueryParameters query) {
        String expected = "what the bot says when it hands over";
        String words = query.required("textForTransfer", expected).strip();
        if (words.isEmpty()) {
            throw ApiException.field(ErrorCode.INVALID_VALUE, "textForTransfer", words, expected);
        }
        return words;
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/telephony")
    TelephonyStats telephony(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        PhoneCallStatistics calls = statistics.calls(projects(caller, query), query.texts("botIds"), days(query));
        return new TelephonyStats(
                calls.averageSeconds(),
                TimestampToValue.of(calls.billedMinutes()),
                TimestampToValue.of(calls.incoming()),
                TimestampToValue.of(calls.outgoing()));
    }

    private static DateRange days(QueryParameters query) {
        return new DateRange(query.date("dateFrom"), query.date("dateTo"), RequestTimeZone.of(query.request()));
    }

    // ---- Of all time

    @RequiresPermission(Permission.READ)
    @GetMapping("/unique-clients")
    List<ProjectUniqueClients> uniqueClients(Principal caller, HttpServletRequest request) {
        List<Project> projects = caller.projects(
                new QueryParameters(request).text("projectShortName").orElse(null));
        Map<Long, Long> clients =
                statistics.clients(projects.stream().map(Project::id).toList());
        return projects.stream()
                .map(project -> new ProjectUniqueClients(project.shortName(), clients.getOrDefault(project.id(), 0L)))
                .toList();
    }

    private static List<Long> projects(Principal caller, QueryParameters query) {
        return caller.projectIds(query.text("projectShortName").orElse(null));
    }
}
