// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import static io.parley.server.report.ReportColumn.decimal;
import static io.parley.server.report.ReportColumn.instant;
import static io.parley.server.report.ReportColumn.integer;
import static io.parley.server.report.ReportColumn.text;
import static io.parley.server.report.ReportColumn.word;

import io.parley.core.filter.CustomField;
import io.parley.core.filter.FilterSet;
import io.parley.core.log.Json;
import io.parley.core.log.Operator;
import io.parley.core.problem.Input;
import io.parley.core.words.Title;
import io.parley.store.Store;
import io.parley.store.query.Fact;
import io.parley.store.query.FactRow;
import io.parley.store.query.MessageFacts;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Report of messages, one row each. Its columns are our decision, because the vendor's are not published. */
record MessageReport(Wanted wanted) implements ReportContent<FactRow> {
    /** Reads from a request's body which messages a report contains. */
    interface Wanted {
        FilterSet in(Input body);
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Title QUERY = new Title("Query", "Запрос");
    private static final Title EVENT = new Title("Event", "Событие");

    @Override
    public void check(Input body) {
        wanted.in(body);
    }

    @Override
    public List<ReportColumn<FactRow>> columns() {
        return List.of(
                SessionColumns.PROJECT,
                SessionColumns.CHANNEL_TYPE,
                SessionColumns.CHANNEL_ID,
                SessionColumns.CLIENT_ID,
                SessionColumns.CLIENT_NAME,
                SessionColumns.SESSION_ID,
                SessionColumns.START,
                text("messageId", "Message ID", "ID сообщения", MessageFacts.ID),
                instant("messageTime", "Message time", "Время сообщения", MessageFacts.TIME),
                word("messageType", "Message type", "Тип сообщения", MessageFacts.QUESTION, MessageReport::type),
                text("messageText", "Message text", "Текст сообщения", MessageFacts.QUESTION),
                text("event", "Event", "Событие", MessageFacts.EVENT),
                text("botMessage", "Bot message", "Ответ бота", MessageFacts.TEXT_ANSWER),
                text("intent", "Intent", "Интент", MessageFacts.INTENT),
                text("nlpClass", "Class", "Класс", MessageFacts.NLP_CLASS),
                text("state", "State", "Состояние", MessageFacts.STATE),
                text("fromState", "From state", "Из состояния", MessageFacts.FROM_STATE),
                decimal("confidence", "Confidence", "Уверенность", MessageFacts.CONFIDENCE),
                text("rule", "Rule", "Правило", MessageFacts.RULE),
                text("ruleType", "Rule type", "Тип правила", MessageFacts.RULE_TYPE),
                integer("processingTimeMs", "Processing time, ms", "Время обработки, мс", MessageFacts.PROCESSING_TIME),
                text("messageLabels", "Message labels", "Метки сообщения", MessageFacts.LABELS),
                text("comment", "Comment", "Комментарий", MessageFacts.COMMENT),
                SessionColumns.LABELS,
                text("operator", "Operator", "Оператор", MessageFacts.OPERATOR, MessageReport::operator),
                text(
                        "status",
                        "Status",
                        "Статус",
                        MessageFacts.STATUS,
                        status -> status == null ? null : status.name()),
                text("exception", "Exception", "Ошибка", MessageFacts.EXCEPTION),
                SessionColumns.CALL_CAMPAIGN);
    }

    /** Returns one column for each value of the response that the filters refer to. */
    @Override
    public List<ReportColumn<FactRow>> moreColumns(Store store, ReportRequest request) {
        return wanted.in(request.input()).customFields().stream()
                .map(field -> ReportColumn.of(
                        "customFields." + field.name(),
                        ReportColumn.Kind.TEXT,
                        Title.of(field.name()),
                        MessageFacts.RESPONSE,
                        response -> response == null ? null : value(field, response)))
                .toList();
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.conversations().countMessages(request.projects().keySet(), wanted.in(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, List<Fact<?>> facts, Consumer<FactRow> next) {
        store.conversations().streamMessages(request.projects().keySet(), wanted.in(request.input()), facts, next);
    }

    private static @Nullable String value(CustomField field, Json response) {
        return field.in(JSON.readTree(response.text()))
                .map(value -> value.isString() ? value.asString() : value.toString())
                .orElse(null);
    }

    private static Title type(@Nullable String question) {
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
