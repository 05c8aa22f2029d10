package io.parley.server.report;

import io.parley.core.filter.FilterReader;
import java.util.Arrays;

/** The reports that there are. */
enum Report {
    SESSIONS("sessions", "SESSIONS", new SessionReport()),
    MESSAGES("messages", "MESSAGES", new MessageReport(FilterReader::read)),
    CLIENTS("clients", "CLIENTS", new ClientReport()),
    TELEPHONY("telephony", "TELEPHONY", new CallReport()),
    DAILY("daily", "DAILY", new MessageReport(Daily::filters)),
    CLIENT_LIST("client-list", "CLIENTS_LIST", new ClientListReport()),
    /** The contract has no type for it; who reads our addition {@code report} knows it from a report of messages. */
    MESSAGE_REACTION("message-reaction", "MESSAGES", new ReactionReport()),
    STATE_ROUTES("state-routes", "STATE_ROUTES", new RouteReport());

    private final String path;
    private final String type;
    private final ReportContent<?> content;

    Report(String path, String type, ReportContent<?> content) {
        this.path = path;
        this.type = type;
        this.content = content;
    }

    /** The last part of the path at which it is started. */
    String path() {
        return path;
    }

    /** The contract's {@code ReportType}. */
    String type() {
        return type;
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
