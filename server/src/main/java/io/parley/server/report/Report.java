// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reports that there are. */
public enum Report {
    SESSIONS("sessions", "SESSIONS", FilterKey.PERIOD, new SessionReport()),
    MESSAGES("messages", "MESSAGES", FilterKey.MESSAGE_TIME, new MessageReport(FilterReader::read)),
    CLIENTS("clients", "CLIENTS", FilterKey.PERIOD, new ClientReport(ClientReport.ALL)),
    TELEPHONY("telephony", "TELEPHONY", FilterKey.PERIOD, new CallReport()),
    DAILY("daily", "DAILY", null, new MessageReport(Daily::filters)),
    CLIENT_LIST("client-list", "CLIENTS_LIST", FilterKey.PERIOD, new ClientReport(ClientReport.RECIPIENTS)),
    /** The contract has no type for it; who reads our addition {@code report} knows it from a report of messages. */
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

    /** The last part of the path at which it is started. */
    public String path() {
        return path;
    }

    /** The contract's {@code ReportType}. */
    String type() {
        return type;
    }

    /** The reports that take filters. */
    public static List<Report> withFilters() {
        return Arrays.stream(values())
                .filter(report -> report.timeFilter != null)
                .toList();
    }

    /** The filter that leaves what happened in a stretch of time; only of a report that takes filters. */
    public FilterKey timeFilter() {
        return Objects.requireNonNull(timeFilter, path);
    }

    ReportContent<?> content() {
        return content;
    }

    /** @throws IllegalArgumentException if there is none */
    static Report at(String path) {
        return Arrays.stream(values())
                .filter(report -> report.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no report at " + path));
    }
}
