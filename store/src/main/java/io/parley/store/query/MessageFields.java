// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL;
import static io.parley.store.table.StatusTable.MESSAGE_STATUS;

import io.parley.core.filter.Scope;
import io.parley.core.log.MessageStatus;
import io.parley.core.log.Operator;
import io.parley.core.log.RawJson;
import io.parley.store.table.JsonColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a list of messages can contain; for those of its session, see {@link SessionFields}. All but id and
 * time may be null.
 */
public final class MessageFields {
    public static final ProjectedField<String> ID = ProjectedField.text(MESSAGE.questionId);
    public static final ProjectedField<Instant> TIME = ProjectedField.moment(MESSAGE.time);
    public static final ProjectedField<String> QUESTION = ProjectedField.text(MESSAGE.question);
    public static final ProjectedField<String> EVENT = ProjectedField.text(MESSAGE.event);
    public static final ProjectedField<String> TEXT_ANSWER = ProjectedField.text(MESSAGE.textAnswer);
    public static final ProjectedField<String> INTENT = ProjectedField.text(MESSAGE.intent);
    public static final ProjectedField<String> NLP_CLASS = ProjectedField.text(MESSAGE.nlpClass);
    public static final ProjectedField<String> STATE = ProjectedField.text(MESSAGE.nlpState);
    public static final ProjectedField<String> FROM_STATE = ProjectedField.text(MESSAGE.nlpFromState);
    public static final ProjectedField<Double> CONFIDENCE = ProjectedField.decimal(MESSAGE.nlpConfidence);
    public static final ProjectedField<String> RULE = ProjectedField.text(MESSAGE.nlpRule);
    public static final ProjectedField<String> RULE_TYPE = ProjectedField.text(MESSAGE.nlpRuleType);
    /** In milliseconds. */
    public static final ProjectedField<Long> PROCESSING_TIME = ProjectedField.number(MESSAGE.processingMs);

    public static final ProjectedField<RawJson> RESPONSE =
            ProjectedField.text(MESSAGE.responseData).as(RawJson::new);
    public static final ProjectedField<String> EXCEPTION = ProjectedField.text(MESSAGE.exception);
    public static final ProjectedField<String> COMMENT = ProjectedField.text(MESSAGE.comment);
    public static final ProjectedField<Operator> OPERATOR =
            ProjectedField.text(MESSAGE.operator).as(JsonColumns::operator);

    /** Names of the message's labels in display order; null for none. */
    public static final ProjectedField<List<String>> LABELS =
            ProjectedField.labels(Scope.MESSAGE, MESSAGE_LABEL_LINK, MESSAGE_LABEL);

    private static final ProjectedField<MessageStatus> JOINED_STATUS = ProjectedField.of(
            SessionFields.CHANNEL_TYPE,
            ProjectedField.text(DSL.field(
                    DSL.select(DSL.listAgg(MESSAGE_STATUS.status, ",").withinGroupOrderBy(MESSAGE_STATUS.status))
                            .from(MESSAGE_STATUS.table())
                            .where(
                                    MESSAGE_STATUS.projectId.eq(MESSAGE.projectId),
                                    MESSAGE_STATUS.questionId.eq(MESSAGE.questionId),
                                    MESSAGE_STATUS.botId.in(DSL.inline(""), SESSION.botId)))),
            MessageFields::shown);

    /**
     * Joined where possible: on one PostgreSQL server with 600,000 statuses the join takes a quarter of the time of the
     * look-ups.
     */
    public static final ProjectedField<MessageStatus> STATUS = ProjectedField.lookedUp(
            JOINED_STATUS,
            List.of(SessionFields.PROJECT_ID, ID, SessionFields.BOT_ID, SessionFields.CHANNEL_TYPE),
            (messages, statuses) -> statuses.shown(
                    messages.stream().map(MessageFields::statusOf).toList()));

    private MessageFields() {}

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

    private static MessageStatusLoader.Of statusOf(ProjectedRow message) {
        return new MessageStatusLoader.Of(
                Objects.requireNonNull(message.get(SessionFields.PROJECT_ID)),
                Objects.requireNonNull(message.get(ID)),
                Objects.requireNonNull(message.get(SessionFields.BOT_ID)),
                Objects.requireNonNull(message.get(SessionFields.CHANNEL_TYPE)));
    }
}
