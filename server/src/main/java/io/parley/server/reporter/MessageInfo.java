// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.core.log.Analytics;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.RawJson;
import io.parley.core.log.Usage;
import io.parley.server.edit.LabelInfo;
import io.parley.store.account.Project;
import io.parley.store.query.MessageView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Message (contract): within its session, or with all data about its origin ({@code ExtendedMessage}). The latter can
 * be ingested again, here or on another Parley. It therefore has members in addition to the contract:
 * {@code status}, {@code audioFileUrl} and {@code analytics}. Both have {@code usage} where it is known (our addition),
 * and {@code customFields} when the call requests them.
 *
 * @param cleaned true when the content was deleted, else null
 * @param whileBlocked true when the client was blocked when it came (our addition), else null
 * @param intent where it does not follow from {@code nlpInfo} (our addition), else null
 * @param processingTime ms
 */
record MessageInfo(
        String sessionId,
        @Nullable String projectShortName,
        @Nullable String channelType,
        @Nullable String botId,
        @Nullable ClientInfo client,
        @Nullable Instant sessionStartTime,
        Instant timestamp,
        String questionId,
        boolean isLivechat,
        @Nullable String question,
        @Nullable String textAnswer,
        @Nullable String event,
        @Nullable Operator operatorInfo,
        @Nullable NlpInfo nlpInfo,
        @Nullable String intent,
        @Nullable String pageName,
        @Nullable String previousPageName,
        @Nullable Long callTaskId,
        @Nullable Boolean isCallIncoming,
        @Nullable String audioFileUrl,
        @Nullable RawJson requestData,
        @Nullable RawJson data,
        @Nullable RawJson responseData,
        @Nullable RawJson utterancesJson,
        @Nullable String exception,
        @Nullable Integer processingTime,
        List<LabelInfo.OfMessage> labels,
        @Nullable List<LabelInfo.OfSession> sessionLabels,
        @Nullable Boolean cleaned,
        @Nullable Boolean whileBlocked,
        @Nullable String comment,
        @Nullable MessageStatus status,
        @Nullable AnalyticsInfo analytics,
        @Nullable UsageInfo usage,
        @Nullable Map<String, JsonNode> customFields) {

    /**
     * A message among those of its session.
     *
     * @param withClient whether to say which client's it is: of a session id that several have
     */
    static MessageInfo inDialog(MessageView view, boolean withClient, CustomFields fields) {
        return of(view, null, withClient, fields);
    }

    /** Returns a message in a list of many sessions. */
    static MessageInfo extended(MessageView view, Project project, CustomFields fields) {
        return of(view, project, true, fields);
    }

    /** @param project null for a message in its dialog, which needs not say where it belongs */
    private static MessageInfo of(
            MessageView view, @Nullable Project project, boolean withClient, CustomFields fields) {
        var session = view.session().session();
        var turn = view.message().turn();
        boolean extended = project != null;
        return new MessageInfo(
                session.sessionId(),
                project == null ? null : project.shortName(),
                extended ? session.channelType() : null,
                extended ? session.botId() : null,
                withClient ? ClientInfo.of(view.session()) : null,
                extended ? session.start() : null,
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
                extended ? turn.call().taskId() : null,
                extended ? turn.call().incoming() : null,
                extended ? turn.call().recording() : null,
                turn.requestData(),
                turn.data(),
                turn.responseData(),
                turn.utterances(),
                turn.exception(),
                turn.processingTimeMs(),
                LabelInfo.ofMessage(view.labels()),
                extended ? LabelInfo.ofSession(view.session().labels()) : null,
                ifSo(view.message().cleaned()),
                ifSo(view.message().blocked()),
                turn.comment(),
                view.status(),
                extended ? AnalyticsInfo.of(turn.analytics()) : null,
                UsageInfo.of(turn.usage()),
                fields.of(turn.responseData()));
    }

    /** Returns true or null, so that a flag that is usually false is omitted. */
    private static @Nullable Boolean ifSo(boolean flag) {
        return flag ? true : null;
    }

    /** How the bot classified the message (contract). */
    record NlpInfo(
            @Nullable String nlpState,
            @Nullable String nlpClass,
            @Nullable String fromState,
            @Nullable String pattern,
            @Nullable String effectivePattern,
            @Nullable Double confidence,
            @Nullable String rule,
            @Nullable String ruleType) {

        static @Nullable NlpInfo of(Nlp nlp) {
            return nlp.saysNothingOfRules()
                    ? null
                    : new NlpInfo(
                            nlp.state(),
                            nlp.nlpClass(),
                            nlp.fromState(),
                            nlp.pattern(),
                            nlp.effectivePattern(),
                            nlp.confidence(),
                            nlp.rule(),
                            nlp.ruleType());
        }
    }

    /** Models and tools of the answer, in the format in which bots send them (our addition). */
    record UsageInfo(
            List<String> models,
            List<String> tools,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable BigDecimal cost) {

        static @Nullable UsageInfo of(Usage usage) {
            return usage.saysNothing()
                    ? null
                    : new UsageInfo(
                            usage.models(), usage.tools(), usage.inputTokens(), usage.outputTokens(), usage.cost());
        }
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
