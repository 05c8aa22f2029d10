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
import io.parley.store.query.MessageView;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report of messages, one row each. Which columns it has is our decision: the vendor's are not published.
 */
record MessageReport(Wanted wanted) implements ReportContent<MessageView> {
    /** Finds in a request's body which messages a report is about, or refuses it. */
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
    public List<ReportColumn<MessageView>> columns() {
        return List.of(
                SessionColumns.PROJECT.in(MessageView::session),
                SessionColumns.CHANNEL_TYPE.in(MessageView::session),
                SessionColumns.CHANNEL_ID.in(MessageView::session),
                SessionColumns.CLIENT_ID.in(MessageView::session),
                SessionColumns.CLIENT_NAME.in(MessageView::session),
                SessionColumns.SESSION_ID.in(MessageView::session),
                SessionColumns.START.in(MessageView::session),
                text("messageId", "Message ID", "ID сообщения", m -> m.message().turn().questionId()),
                instant("messageTime", "Message time", "Время сообщения", m -> m.message().turn().time()),
                word("messageType", "Message type", "Тип сообщения", MessageReport::type),
                text("messageText", "Message text", "Текст сообщения", m -> m.message().turn().question()),
                text("event", "Event", "Событие", m -> m.message().turn().event()),
                text("botMessage", "Bot message", "Ответ бота", m -> m.message().turn().textAnswer()),
                text("intent", "Intent", "Интент", m -> m.message().turn().intent()),
                text("nlpClass", "Class", "Класс", m -> m.message().turn().nlp().nlpClass()),
                text("state", "State", "Состояние", m -> m.message().turn().nlp().state()),
                text("fromState", "From state", "Из состояния", m -> m.message().turn().nlp().fromState()),
                decimal("confidence", "Confidence", "Уверенность", m -> m.message().turn().nlp().confidence()),
                text("rule", "Rule", "Правило", m -> m.message().turn().nlp().rule()),
                text("ruleType", "Rule type", "Тип правила", m -> m.message().turn().nlp().ruleType()),
                integer("processingTimeMs", "Processing time, ms", "Время обработки, мс", m -> m.message().turn().processingTimeMs()),
                text("messageLabels", "Message labels", "Метки сообщения", m -> Words.names(m.labels())),
                text("comment", "Comment", "Комментарий", m -> m.message().turn().comment()),
                SessionColumns.LABELS.in(MessageView::session),
                text("operator", "Operator", "Оператор", m -> operator(m.message().turn().operator())),
                text("status", "Status", "Статус", m -> m.status() == null ? null : m.status().name()),
                text("exception", "Exception", "Ошибка", m -> m.message().turn().exception()),
                SessionColumns.CALL_CAMPAIGN.in(MessageView::session));
    }

    /** One for each value out of the response that the filters ask for. */
    @Override
    public List<ReportColumn<MessageView>> moreColumns(Store store, ReportRequest request) {
        return wanted.in(request.input()).customFields().stream()
                .map(field -> new ReportColumn<MessageView>(
                        "customFields." + field.name(),
                        ReportColumn.Kind.TEXT,
                        Title.of(field.name()),
                        (message, of) -> value(field, message)))
                .toList();
    }

    @Override
    public long count(Store store, ReportRequest request) {
        return store.conversations().countMessages(request.projects().keySet(), wanted.in(request.input()));
    }

    @Override
    public void stream(Store store, ReportRequest request, Consumer<List<MessageView>> next) {
        store.conversations().streamMessages(request.projects().keySet(), wanted.in(request.input()), next);
    }

    private static @Nullable String value(CustomField field, MessageView message) {
        Json response = message.message().turn().responseData();
        return response == null
                ? null
                : field.in(JSON.readTree(response.text()))
                        .map(value -> value.isString() ? value.asString() : value.toString())
                        .orElse(null);
    }

    private static Title type(MessageView message) {
        return message.message().turn().question() != null ? QUERY : EVENT;
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
