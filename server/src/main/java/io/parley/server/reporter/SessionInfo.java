// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.core.log.TimestampedValue;
import io.parley.server.edit.LabelInfo;
import io.parley.store.account.Project;
import io.parley.store.query.SessionView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Session (contract).
 *
 * @param duration ms (our decision: the contract names no unit)
 * @param labels only on request
 * @param sessionData only on request
 * @param customFields only on request
 */
record SessionInfo(
        String sessionId,
        String projectShortName,
        String channelType,
        String botId,
        ClientInfo client,
        Instant startTime,
        @Nullable String firstQuestion,
        @Nullable String lastQuestion,
        long questionCount,
        long duration,
        @Nullable Long callTaskId,
        @Nullable Boolean isCallIncoming,
        @Nullable String sessionResult,
        @Nullable String audioFileUrl,
        @Nullable Map<String, String> sessionData,
        boolean isLivechat,
        @Nullable List<LabelInfo.OfSession> labels,
        @Nullable Map<String, JsonNode> customFields) {

    /**
     * Converts a session for a response.
     *
     * @param customFields null when the call requests none
     */
    static SessionInfo of(
            SessionView view,
            Project project,
            boolean withLabels,
            boolean withData,
            @Nullable Map<String, JsonNode> customFields) {
        var session = view.session();
        return new SessionInfo(
                session.sessionId(),
                project.shortName(),
                session.channelType(),
                session.botId(),
                ClientInfo.of(view),
                session.start(),
                TimestampedValue.valueOf(session.firstQuestion()),
                TimestampedValue.valueOf(session.lastQuestion()),
                session.questionCount(),
                session.duration().toMillis(),
                session.call().taskId(),
                session.call().incoming(),
                TimestampedValue.valueOf(session.result()),
                session.call().recording(),
                withData ? view.data() : null,
                session.livechat(),
                withLabels ? LabelInfo.ofSession(view.labels()) : null,
                customFields);
    }
}
