// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Kinds of report. */
public enum Report {
    SESSIONS("sessions", "SESSIONS", FilterKey.PERIOD, new SessionReport()),
    MESSAGES("messages", "MESSAGES", FilterKey.MESSAGE_TIME, new MessageReport(FilterReader::read)),
    CLIENTS("clients", "CLIENTS", FilterKey.PERIOD, new ClientReport(ClientReport.ALL)),
    TELEPHONY("telephony", "TELEPHONY", FilterKey.PERIOD, new CallReport()),
    DAILY("daily", "DAILY", null, new MessageReport(DailyFilters::filters)),
    CLIENT_LIST("client-list", "CLIENTS_LIST", FilterKey.PERIOD, new ClientReport(ClientReport.RECIPIENTS)),
    /**
     * The contract has no type for this report. Our additional member {@code report} distinguishes it from a report
     * of messages.
     */
    MESSAGE_REACTION("message-reaction", "MESSAGES", null, new ReactionReport()),
    STATE_ROUTES("state-routes", "STATE_ROUTES", FilterKey.PERIOD, new RouteReport());

    private final String path;
    private final String type;
    private final @Nullable FilterKey timeFilter;
    private final ReportContent<?> content;

    Report(String path, String type, @Nullable FilterKey timeFilter, ReportContent<?> content) {
        this.path = path;
        this.type = type;
        this.timeFilter = timeFilter;
        this.content = content;
    }

    /** Returns the last part of the path that starts the report. */
    public String path() {
        return path;
    }

    /** Returns the contract's {@code ReportType}. */
    String type() {
        return type;
    }

    /** Returns the reports that accept filters. */
    public static List<Report> withFilters() {
        return Arrays.stream(values())
                .filter(report -> report.timeFilter != null)
                .toList();
    }

    /**
     * Returns the filter on the report's time range.
     *
     * @throws NullPointerException for a report without filters
     */
    public FilterKey timeFilter() {
        return Objects.requireNonNull(timeFilter, path);
    }

    ReportContent<?> content() {
        return content;
    }

    /** @throws IllegalArgumentException if no report has this path */
    static Report at(String path) {
        return Arrays.stream(values())
                .filter(report -> report.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no report at " + path));
    }
}
