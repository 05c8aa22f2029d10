// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.decimal;
import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.labels;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.error.JsonInput;
import io.parley.core.filter.CustomField;
import io.parley.core.filter.FilterSet;
import io.parley.core.i18n.LocalizedText;
import io.parley.core.log.Operator;
import io.parley.core.log.RawJson;
import io.parley.server.report.ReportColumn.Texts;
import io.parley.store.query.MessageFields;
import io.parley.store.query.ProjectedField;
import io.parley.store.query.ProjectedRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Report of messages, one row each. Its columns are our decision, because the vendor's are not published. */
record MessageReport(Wanted wanted) implements ReportContent<ProjectedRow> {
    /** Reads from a request's body which messages a report contains. */
    interface Wanted {
        FilterSet in(JsonInput body);
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final LocalizedText QUERY = new LocalizedText("Query", "Запрос");
    private static final LocalizedText EVENT = new LocalizedText("Event", "Событие");

    @Override
    public void check(JsonInput body) {
        wanted.in(body);
    }

    @Override
    public List<ReportColumn<ProjectedRow>> columns() {
        return List.of(
                SessionColumns.PROJECT,
                SessionColumns.CHANNEL_TYPE,
                SessionColumns.CHANNEL_ID,
                SessionColumns.CLIENT_ID,
                SessionColumns.CLIENT_NAME,
                SessionColumns.SESSION_ID,
                SessionColumns.START,
                text("messageId", "Message ID", "ID сообщения", MessageFields.ID),
                instant("messageTime", "Message time", "Время сообщения", MessageFields.TIME),
                word("messageType", "Message type", "Тип сообщения", MessageFields.QUESTION, MessageReport::type),
                text("messageText", "Message text", "Текст сообщения", MessageFields.QUESTION),
                text("event", "Event", "Событие", MessageFields.EVENT),
                text("botMessage", "Bot message", "Ответ бота", MessageFields.TEXT_ANSWER),
                text("intent", "Intent", "Интент", MessageFields.INTENT),
                text("nlpClass", "Class", "Класс", MessageFields.NLP_CLASS),
                text("state", "State", "Состояние", MessageFields.STATE),
                text("fromState", "From state", "Из состояния", MessageFields.FROM_STATE),
                decimal("confidence", "Confidence", "Уверенность", MessageFields.CONFIDENCE),
                text("rule", "Rule", "Правило", MessageFields.RULE),
                text("ruleType", "Rule type", "Тип правила", MessageFields.RULE_TYPE),
                integer(
                        "processingTimeMs",
                        "Processing time, ms",
                        "Время обработки, мс",
                        MessageFields.PROCESSING_TIME),
                labels("messageLabels", "Message labels", "Метки сообщения", MessageFields.LABELS),
                text("comment", "Comment", "Комментарий", MessageFields.COMMENT),
                SessionColumns.LABELS,
                text("operator", "Operator", "Оператор", MessageFields.OPERATOR, MessageReport::operator),
                text(
                        "status",
                        "Status",
                        "Статус",
                        MessageFields.STATUS,
                        status -> status == null ? null : status.name()),
                text("exception", "Exception", "Ошибка", MessageFields.EXCEPTION),
                SessionColumns.CALL_CAMPAIGN);
    }

    /** Returns one column for each value of the response that the filters refer to. */
    @Override
    public List<ReportColumn<ProjectedRow>> moreColumns(ReportQueries queries, ReportRequest request) {
        return wanted.in(request.input()).customFields().stream()
                .map(field -> ReportColumn.of(
                        "customFields." + field.name(),
                        field.path().isSingular() ? ReportColumn.Kind.TEXT : ReportColumn.Kind.TEXTS,
                        LocalizedText.of(field.name()),
                        MessageFields.RESPONSE,
                        response -> value(field, response)))
                .toList();
    }

    @Override
    public long count(ReportQueries queries, ReportRequest request) {
        return queries.conversations().countMessages(request.projects().keySet(), wanted.in(request.input()));
    }

    @Override
    public void stream(
            ReportQueries queries, ReportRequest request, List<ProjectedField<?>> facts, Consumer<ProjectedRow> next) {
        queries.conversations().streamMessages(request.projects().keySet(), wanted.in(request.input()), facts, next);
    }

    private static @Nullable Object value(CustomField field, @Nullable RawJson response) {
        Optional<JsonNode> value = response == null ? Optional.empty() : field.in(JSON.readTree(response.text()));
        return field.path().isSingular()
                ? value.map(MessageReport::inWords).orElse(null)
                : value.map(array -> new Texts(
                                array.valueStream().map(MessageReport::inWords).toList(), array.toString()))
                        .orElse(Texts.NONE);
    }

    private static String inWords(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static LocalizedText type(@Nullable String question) {
        return question == null ? EVENT : QUERY;
    }

    private static @Nullable String operator(@Nullable Operator operator) {
        if (operator == null) {
            return null;
        }
        String name = Stream.of(operator.firstName(), operator.lastName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return name.isBlank() ? operator.id() : name;
    }
}
