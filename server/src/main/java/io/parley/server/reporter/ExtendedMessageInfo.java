// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.core.log.Analytics;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Operator;
import io.parley.core.log.RawJson;
import io.parley.server.edit.LabelInfo;
import io.parley.server.http.Extra;
import io.parley.server.reporter.MessageInfo.NlpInfo;
import io.parley.server.reporter.MessageInfo.UsageInfo;
import io.parley.store.account.Project;
import io.parley.store.query.MessageView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Message with all data about its origin (contract: {@code ExtendedMessage}). With our additions it can be ingested
 * again, here or on another Parley.
 *
 * @param intent where it does not follow from {@code nlpInfo} (our addition), else null
 * @param audioFileUrl as it was reported (our addition: the contract has it of sessions)
 * @param processingTime ms
 * @param cleaned true when the content was deleted, else null
 * @param whileBlocked true when the client was blocked when it came (our addition), else null
 * @param status our addition: the contract has it of messages in their session
 * @param analytics our addition
 * @param usage our addition; null where it is not known
 * @param customFields only on request; the contract has a filter for them, its schema lacks them
 */
record ExtendedMessageInfo(
        String sessionId,
        String projectShortName,
        String channelType,
        String botId,
        ClientInfo client,
        Instant sessionStartTime,
        Instant timestamp,
        String questionId,
        boolean isLivechat,
        @Nullable String question,
        @Nullable String textAnswer,
        @Nullable String event,
        @Nullable Operator operatorInfo,
        @Nullable NlpInfo nlpInfo,
        @Extra @Nullable String intent,
        @Nullable String pageName,
        @Nullable String previousPageName,
        @Nullable Long callTaskId,
        @Nullable Boolean isCallIncoming,
        @Extra @Nullable String audioFileUrl,
        @Nullable RawJson requestData,
        @Nullable RawJson data,
        @Nullable RawJson responseData,
        @Nullable RawJson utterancesJson,
        @Nullable String exception,
        @Nullable Integer processingTime,
        List<LabelInfo.OfMessage> labels,
        List<LabelInfo.OfSession> sessionLabels,
        @Nullable Boolean cleaned,
        @Extra @Nullable Boolean whileBlocked,
        @Nullable String comment,
        @Extra @Nullable MessageStatus status,
        @Extra @Nullable AnalyticsInfo analytics,
        @Extra @Nullable UsageInfo usage,
        @Nullable Map<String, JsonNode> customFields) {

    static ExtendedMessageInfo of(MessageView view, Project project, CustomFields fields) {
        var session = view.session().session();
        var turn = view.message().turn();
        return new ExtendedMessageInfo(
                session.sessionId(),
                project.shortName(),
                session.channelType(),
                session.botId(),
                ClientInfo.of(view.session()),
                session.start(),
                turn.time(),
                turn.questionId(),
                turn.livechat(),
                turn.question(),
                turn.textAnswer(),
                turn.event(),
                turn.operator(),
                NlpInfo.of(turn.nlp()),
                turn.nlp().saidIntent(),
                turn.pageName(),
                turn.previousPageName(),
                turn.call().taskId(),
                turn.call().incoming(),
                turn.call().recording(),
                turn.requestData(),
                turn.data(),
                turn.responseData(),
                turn.utterances(),
                turn.exception(),
                turn.processingTimeMs(),
                LabelInfo.ofMessage(view.labels()),
                LabelInfo.ofSession(view.session().labels()),
                MessageInfo.ifSo(view.message().cleaned()),
                MessageInfo.ifSo(view.message().blocked()),
                turn.comment(),
                view.status(),
                AnalyticsInfo.of(turn.analytics()),
                UsageInfo.of(turn.usage()),
                fields.of(turn.responseData()));
    }

    /** Analytics that the script recorded, in the format in which bots send it. */
    record AnalyticsInfo(
            @Nullable String sessionResult,
            Map<String, String> sessionData,
            List<String> sessionLabels,
            List<MessageLabelName> messageLabels,
            @Nullable Double nps,
            List<String> sessionTopics,
            List<String> scenarioActions,
            @Nullable Boolean automationStatus,
            @Nullable TextCampaign textCampaign) {

        static @Nullable AnalyticsInfo of(Analytics analytics) {
            return analytics.equals(Analytics.NONE)
                    ? null
                    : new AnalyticsInfo(
                            analytics.sessionResult(),
                            analytics.sessionData(),
                            analytics.sessionLabels(),
                            analytics.messageLabels().stream()
                                    .map(label -> new MessageLabelName(label.label(), label.group()))
                                    .toList(),
                            analytics.nps(),
                            analytics.sessionTopics(),
                            analytics.scenarioActions(),
                            analytics.automationStatus(),
                            TextCampaign.of(analytics.textCampaign()));
        }

        record TextCampaign(
                @Nullable String textCampaignId, @Nullable String textCampaignResult) {

            static @Nullable TextCampaign of(Analytics.@Nullable TextCampaign campaign) {
                return campaign == null ? null : new TextCampaign(campaign.id(), campaign.result());
            }
        }

        record MessageLabelName(
                @JsonProperty("labelName") String label,
                @JsonProperty("groupName") @Nullable String group) {}
    }
}
