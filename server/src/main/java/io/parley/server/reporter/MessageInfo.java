// SPDX-License-Identifier: Apache-2.0
package io.parley.server.reporter;

import io.parley.core.log.MessageStatus;
import io.parley.core.log.Nlp;
import io.parley.core.log.Operator;
import io.parley.core.log.RawJson;
import io.parley.core.log.Usage;
import io.parley.server.edit.LabelInfo;
import io.parley.server.http.Extra;
import io.parley.store.query.MessageView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Message within its session (contract: {@code Message}).
 *
 * @param client only of a session id that several clients have (our addition)
 * @param cleaned true when the content was deleted, else null
 * @param whileBlocked true when the client was blocked when it came (our addition), else null
 * @param usage of models and tools (our addition); null where it is not known
 * @param intent where it does not follow from {@code nlpInfo} (our addition), else null
 * @param processingTime ms
 * @param customFields only on request; the contract's text promises them, its schema lacks them
 */
record MessageInfo(
        @Extra @Nullable ClientInfo client,
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
        @Nullable RawJson requestData,
        @Nullable RawJson data,
        @Nullable RawJson responseData,
        @Nullable RawJson utterancesJson,
        @Nullable String exception,
        @Nullable Integer processingTime,
        List<LabelInfo.OfMessage> labels,
        @Nullable Boolean cleaned,
        @Extra @Nullable Boolean whileBlocked,
        @Nullable String comment,
        @Nullable MessageStatus status,
        @Extra @Nullable UsageInfo usage,
        @Nullable Map<String, JsonNode> customFields,
        String sessionId) {

    /** @param withClient whether the message names its client */
    static MessageInfo of(MessageView view, boolean withClient, CustomFields fields) {
        var turn = view.message().turn();
        return new MessageInfo(
                withClient ? ClientInfo.of(view.session()) : null,
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
                turn.requestData(),
                turn.data(),
                turn.responseData(),
                turn.utterances(),
                turn.exception(),
                turn.processingTimeMs(),
                LabelInfo.ofMessage(view.labels()),
                ifSo(view.message().cleaned()),
                ifSo(view.message().blocked()),
                turn.comment(),
                view.status(),
                UsageInfo.of(turn.usage()),
                fields.of(turn.responseData()),
                view.session().session().sessionId());
    }

    /** Returns true or null, so that a flag that is usually false is omitted. */
    static @Nullable Boolean ifSo(boolean flag) {
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
}
