// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import io.parley.core.filter.FilterSet;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.filters.AskedFilters;
import io.parley.server.mark.LabelInfo;
import io.parley.server.web.CallerZone;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.directory.Project;
import io.parley.store.stats.Axis;
import io.parley.store.stats.Calls;
import io.parley.store.stats.Days;
import io.parley.store.stats.Series;
import io.parley.store.stats.Statistics;
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
@RequestMapping(Caller.REPORTER + "/stats")
class StatsController {
    private final Statistics statistics;
    private final AskedFilters askedFilters;

    StatsController(Store store, AskedFilters askedFilters) {
        this.statistics = store.statistics();
        this.askedFilters = askedFilters;
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

    @Needs(Permission.READ)
    @PostMapping("/messages/with-advanced-filters")
    TimestampToValueStats messages(Caller caller, HttpServletRequest request) {
        Asked asked = asked(caller, request);
        Series series = statistics.messages(asked.projects, asked.wanted(), asked.axis);
        return TimestampToValueStats.of(series, asked.filters.filterSetId());
    }

    @Needs(Permission.READ)
    @PostMapping("/sessions/with-advanced-filters")
    TimestampToValueStats sessions(Caller caller, HttpServletRequest request) {
        Asked asked = asked(caller, request);
        Series series = statistics.sessions(asked.projects, asked.wanted(), asked.axis);
        return TimestampToValueStats.of(series, asked.filters.filterSetId());
    }

    @Needs(Permission.READ)
    @PostMapping("/session-labels")
    LabelStatsList<LabelInfo.OfSession> sessionLabels(Caller caller, HttpServletRequest request) {
        Asked asked = asked(caller, request);
        var stats = statistics.sessionLabels(asked.projects, asked.wanted(), asked.axis).stream()
                .map(each -> labelStats(LabelInfo.OfSession.of(each.label()), each.series()))
                .toList();
        return new LabelStatsList<>(stats, asked.filters.filterSetId());
    }

    @Needs(Permission.READ)
    @PostMapping("/log-labels")
    LabelStatsList<LabelInfo.OfMessage> messageLabels(Caller caller, HttpServletRequest request) {
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
    private record Asked(List<Long> projects, AskedFilters.Asked filters, Axis axis) {
        FilterSet wanted() {
            return filters.filters();
        }
    }

    private Asked asked(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        List<Long> projects = projects(caller, query);
        Axis axis = new Axis(AskedInterval.of(query), CallerZone.of(request));
        return new Asked(projects, askedFilters.in(request, caller), axis);
    }

    // ---- By days

    @Needs(Permission.READ)
    @GetMapping("/switched-sessions")
    TimestampToValueStats switchedSessions(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        List<Long> projects = projects(caller, query);
        Days days = days(query);
        List<String> bots = query.texts("botIds");
        Series series = switch (query.requiredOneOf("transferToOperatorMethod", TransferToOperatorMethod.class)) {
            case SWITCH -> statistics.transfers(projects, bots, days);
            case TEXT -> statistics.transfersByText(projects, bots, words(query), days);
        };
        return TimestampToValueStats.of(series, null);
    }

    private static String words(Query query) {
        String expected = "what the bot says when it hands over";
        String words = query.required("textForTransfer", expected).strip();
        if (words.isEmpty()) {
            throw Refused.field(Problem.INVALID_VALUE, "textForTransfer", words, expected);
        }
        return words;
    }

    @Needs(Permission.READ)
    @GetMapping("/telephony")
    TelephonyStats telephony(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        Calls calls = statistics.calls(projects(caller, query), query.texts("botIds"), days(query));
        return new TelephonyStats(
                calls.averageSeconds(),
                TimestampToValue.of(calls.billedMinutes()),
                TimestampToValue.of(calls.incoming()),
                TimestampToValue.of(calls.outgoing()));
    }

    private static Days days(Query query) {
        return new Days(query.date("dateFrom"), query.date("dateTo"), CallerZone.of(query.request()));
    }

    // ---- Of all time

    @Needs(Permission.READ)
    @GetMapping("/unique-clients")
    List<ProjectUniqueClients> uniqueClients(Caller caller, HttpServletRequest request) {
        List<Project> projects =
                caller.projects(new Query(request).text("projectShortName").orElse(null));
        Map<Long, Long> clients =
                statistics.clients(projects.stream().map(Project::id).toList());
        return projects.stream()
                .map(project -> new ProjectUniqueClients(project.shortName(), clients.getOrDefault(project.id(), 0L)))
                .toList();
    }

    private static List<Long> projects(Caller caller, Query query) {
        return caller.projectIds(query.text("projectShortName").orElse(null));
    }
}
