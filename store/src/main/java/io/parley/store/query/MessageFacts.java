// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.rows.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.rows.MessageTable.MESSAGE;
import static io.parley.store.rows.SessionTable.SESSION;
import static io.parley.store.rows.SmallTables.MESSAGE_LABEL;
import static io.parley.store.rows.StatusTable.MESSAGE_STATUS;

import io.parley.core.filter.Scope;
import io.parley.core.log.Json;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Operator;
import io.parley.store.rows.JsonColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a list of messages can contain; for those of its session, see {@link SessionFacts}. All but id and
 * time may be null.
 */
public final class MessageFacts {
    public static final Fact<String> ID = Fact.text(MESSAGE.questionId);
    public static final Fact<Instant> TIME = Fact.moment(MESSAGE.time);
    public static final Fact<String> QUESTION = Fact.text(MESSAGE.question);
    public static final Fact<String> EVENT = Fact.text(MESSAGE.event);
    public static final Fact<String> TEXT_ANSWER = Fact.text(MESSAGE.textAnswer);
    public static final Fact<String> INTENT = Fact.text(MESSAGE.intent);
    public static final Fact<String> NLP_CLASS = Fact.text(MESSAGE.nlpClass);
    public static final Fact<String> STATE = Fact.text(MESSAGE.nlpState);
    public static final Fact<String> FROM_STATE = Fact.text(MESSAGE.nlpFromState);
    public static final Fact<Double> CONFIDENCE = Fact.decimal(MESSAGE.nlpConfidence);
    public static final Fact<String> RULE = Fact.text(MESSAGE.nlpRule);
    public static final Fact<String> RULE_TYPE = Fact.text(MESSAGE.nlpRuleType);
    /** In milliseconds. */
    public static final Fact<Long> PROCESSING_TIME = Fact.number(MESSAGE.processingMs);

    public static final Fact<Json> RESPONSE = Fact.text(MESSAGE.responseData).as(Json::new);
    public static final Fact<String> EXCEPTION = Fact.text(MESSAGE.exception);
    public static final Fact<String> COMMENT = Fact.text(MESSAGE.comment);
    public static final Fact<Operator> OPERATOR = Fact.text(MESSAGE.operator).as(JsonColumns::operator);

    /** Names of the message's labels in display order, separated by commas. */
    public static final Fact<String> LABELS = Fact.labels(Scope.MESSAGE, MESSAGE_LABEL_LINK, MESSAGE_LABEL);

    private static final Fact<MessageStatus> JOINED_STATUS = Fact.of(
            SessionFacts.CHANNEL_TYPE,
            Fact.text(DSL.field(
                    DSL.select(DSL.listAgg(MESSAGE_STATUS.status, ",").withinGroupOrderBy(MESSAGE_STATUS.status))
                            .from(MESSAGE_STATUS.table())
                            .where(
                                    MESSAGE_STATUS.projectId.eq(MESSAGE.projectId),
                                    MESSAGE_STATUS.questionId.eq(MESSAGE.questionId),
                                    MESSAGE_STATUS.botId.in(DSL.inline(""), SESSION.botId)))),
            MessageFacts::shown);

    /**
     * Joined where possible: on one PostgreSQL server with 600,000 statuses the join takes a quarter of the time of the
     * look-ups.
     */
    public static final Fact<MessageStatus> STATUS = Fact.lookedUp(
            JOINED_STATUS,
            List.of(SessionFacts.PROJECT_ID, ID, SessionFacts.BOT_ID, SessionFacts.CHANNEL_TYPE),
            (messages, statuses) ->
                    statuses.shown(messages.stream().map(MessageFacts::statusOf).toList()));

    private MessageFacts() {}

    private static @Nullable MessageStatus shown(@Nullable String channelType, @Nullable String reported) {
        return channelType == null || reported == null
                ? null
                : MessageStatus.shown(
                                Arrays.stream(reported.split(","))
                                        .map(MessageStatus::valueOf)
                                        .toList(),
                                channelType)
                        .orElse(null);
    }

    private static MessageStatuses.Of statusOf(FactRow message) {
        return new MessageStatuses.Of(
                Objects.requireNonNull(message.get(SessionFacts.PROJECT_ID)),
                Objects.requireNonNull(message.get(ID)),
                Objects.requireNonNull(message.get(SessionFacts.BOT_ID)),
                Objects.requireNonNull(message.get(SessionFacts.CHANNEL_TYPE)));
    }
}
