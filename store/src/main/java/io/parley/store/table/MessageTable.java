// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.MessageRow;
import io.parley.core.log.Nlp;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.RawJson;
import io.parley.core.log.Turn;
import io.parley.core.log.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Messages; values of a whole session or client are in their tables. */
public final class MessageTable extends RowTable<MessageRow> {
    public static final MessageTable MESSAGE = new MessageTable();

    public final Field<Long> projectId = number("project_id", MessageRow::projectId);
    public final Field<Long> clientKey = number("client_key", MessageRow::clientKey);
    public final Field<Long> sessionKey = number("session_key", MessageRow::sessionKey);
    public final Field<Long> messageKey = number("message_key", MessageRow::messageKey);
    /** Fingerprint of the report of the whole message; 0 where only parts have come. */
    private final Field<Long> digest = number(
            "digest",
            row -> row.versions().whole() == null ? 0 : row.versions().whole().digest());

    public final Field<Boolean> sessionDerived = flag("session_derived", MessageRow::sessionDerived);
    public final Field<String> questionId = said("question_id", Turn::questionId);
    public final Field<Instant> time = moment("time", row -> row.turn().time());
    public final Field<Boolean> isClientMessage =
            flag("is_client_message", row -> row.turn().isClientMessage());

    {
        said("message_type", Turn::type);
    }

    public final Field<String> question = said("question", Turn::question);
    public final Field<String> event = said("event", Turn::event);
    public final Field<String> textAnswer = said("text_answer", Turn::textAnswer);

    {
        // Null if equal to the answer, so that the text is neither stored nor searched twice: filters for a reply
        // search both columns.
        said("reply_texts", turn -> {
            String replies = turn.replies().texts();
            return Objects.equals(replies, turn.textAnswer()) ? null : replies;
        });
    }

    public final Field<String> nlpState = nlp("nlp_state", Nlp::state);
    public final Field<String> nlpClass = nlp("nlp_class", Nlp::nlpClass);
    public final Field<String> nlpFromState = nlp("nlp_from_state", Nlp::fromState);
    private final Field<String> nlpPattern = nlp("nlp_pattern", Nlp::pattern);
    private final Field<String> nlpEffectivePattern = nlp("nlp_effective_pattern", Nlp::effectivePattern);
    public final Field<Double> nlpConfidence =
            column("nlp_confidence", SQLDataType.DOUBLE, row -> row.turn().nlp().confidence());
    public final Field<String> nlpRule = nlp("nlp_rule", Nlp::rule);
    public final Field<String> nlpRuleType = nlp("nlp_rule_type", Nlp::ruleType);
    public final Field<String> intent = said("intent", Turn::intent);
    public final Field<String> routeState = said("route_state", Turn::routeState);

    private final Field<String> requestData = json("request_data", Turn::requestData);
    private final Field<String> data = json("data", Turn::data);
    public final Field<String> responseData = json("response_data", Turn::responseData);
    private final Field<String> utterances = json("utterances", Turn::utterances);
    public final Field<Integer> processingMs =
            column("processing_ms", SQLDataType.INTEGER, row -> row.turn().processingTimeMs());
    public final Field<String> exception = said("exception", Turn::exception);
    public final Field<String> comment = said("comment", Turn::comment);
    private final Field<Boolean> isLivechat =
            flag("is_livechat", row -> row.turn().livechat());
    public final Field<String> operator =
            text("operator", row -> JsonColumns.write(row.turn().operator()));
    private final Field<String> pageName = said("page_name", Turn::pageName);
    private final Field<String> previousPageName = said("previous_page_name", Turn::previousPageName);
    private final Field<Long> callTaskId =
            number("call_task_id", row -> row.turn().call().taskId());
    private final Field<Boolean> callIncoming =
            flag("call_incoming", row -> row.turn().call().incoming());
    private final Field<String> callRecording =
            text("call_recording", row -> row.turn().call().recording());
    private final Field<Boolean> isTest = flag("is_test", row -> row.turn().test());
    private final Field<String> analytics =
            text("analytics", row -> JsonColumns.write(row.turn().analytics()));
    public final Field<Boolean> cleaned = flag("cleaned", MessageRow::cleaned);
    public final Field<Boolean> blocked = flag("blocked", MessageRow::blocked);
    private final Field<Long> version = number(
            "version",
            row -> row.versions().whole() == null
                    ? null
                    : row.versions().whole().number());
    /** The reports of members that the report of the whole message did not give; null for most messages. */
    private final Field<String> partVersions = text("part_versions", row -> JsonColumns.write(row.versions()));

    private final Field<String> models =
            text("models", row -> JsonColumns.write(row.turn().usage().models()));
    private final Field<String> tools =
            text("tools", row -> JsonColumns.write(row.turn().usage().tools()));
    public final Field<Long> inputTokens =
            number("input_tokens", row -> row.turn().usage().inputTokens());
    public final Field<Long> outputTokens =
            number("output_tokens", row -> row.turn().usage().outputTokens());
    public final Field<Double> cost = column("cost", SQLDataType.DOUBLE, row -> {
        BigDecimal cost = row.turn().usage().cost();
        return cost == null ? null : cost.doubleValue();
    });

    private MessageTable() {
        super("message");
    }

    @Override
    public MessageRow read(Record record) {
        return new MessageRow(
                record.get(projectId),
                record.get(clientKey),
                record.get(sessionKey),
                record.get(messageKey),
                JsonColumns.versions(record.get(partVersions), record.get(digest), record.get(version)),
                record.get(sessionDerived),
                Turn.builder(record.get(questionId), record.get(time))
                        .question(record.get(question))
                        .event(record.get(event))
                        .textAnswer(record.get(textAnswer))
                        .nlp(new Nlp(
                                record.get(nlpState),
                                record.get(nlpClass),
                                record.get(nlpFromState),
                                record.get(nlpPattern),
                                record.get(nlpEffectivePattern),
                                record.get(nlpConfidence),
                                record.get(nlpRule),
                                record.get(nlpRuleType),
                                record.get(intent)))
                        .requestData(json(record, requestData))
                        .data(json(record, data))
                        .responseData(json(record, responseData))
                        .utterances(json(record, utterances))
                        .processingTimeMs(record.get(processingMs))
                        .exception(record.get(exception))
                        .comment(record.get(comment))
                        .livechat(record.get(isLivechat))
                        .operator(JsonColumns.operator(record.get(operator)))
                        .pageName(record.get(pageName))
                        .previousPageName(record.get(previousPageName))
                        .call(new PhoneCall(
                                record.get(callTaskId), record.get(callIncoming), record.get(callRecording)))
                        .test(record.get(isTest))
                        .analytics(JsonColumns.analytics(record.get(analytics)))
                        .usage(usage(record))
                        .build(),
                record.get(cleaned),
                record.get(blocked));
    }

    private Usage usage(Record record) {
        Double known = record.get(cost);
        return new Usage(
                JsonColumns.names(record.get(models)),
                JsonColumns.names(record.get(tools)),
                record.get(inputTokens),
                record.get(outputTokens),
                known == null ? null : BigDecimal.valueOf(known));
    }

    private Field<String> said(String column, Function<Turn, @Nullable String> value) {
        return text(column, row -> value.apply(row.turn()));
    }

    private Field<String> nlp(String column, Function<Nlp, @Nullable String> value) {
        return text(column, row -> value.apply(row.turn().nlp()));
    }

    private Field<String> json(String column, Function<Turn, @Nullable RawJson> value) {
        return text(column, row -> {
            RawJson json = value.apply(row.turn());
            return json == null ? null : json.text();
        });
    }

    private static @Nullable RawJson json(Record record, Field<String> field) {
        String text = record.get(field);
        return text == null ? null : new RawJson(text);
    }
}
