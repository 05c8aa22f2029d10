package io.parley.server.report;

import io.parley.core.filter.CustomField;
import io.parley.core.log.Json;
import io.parley.core.log.Operator;
import io.parley.core.words.Language;
import io.parley.core.words.Title;
import io.parley.store.directory.Label;
import io.parley.store.query.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The report of messages, one row each. Which columns it has is our decision: the vendor's are not published. */
final class MessageReport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MessageReport() {}

    /**
     * The columns, in order: the fixed ones, and one for each value out of the response that the filters ask for.
     *
     * @param projects short names by project id
     */
    static List<ReportColumn<MessageView>> columns(
            Map<Long, String> projects, List<CustomField> customFields, Language language) {
        List<ReportColumn<MessageView>> columns = new ArrayList<>(fixed(projects, language));
        customFields.forEach(field -> columns.add(new ReportColumn<>(Title.of(field.name()), m -> value(field, m))));
        return columns;
    }

    private static @Nullable String value(CustomField field, MessageView message) {
        Json response = message.message().turn().responseData();
        return response == null
                ? null
                : field.in(JSON.readTree(response.text()))
                        .map(value -> value.isString() ? value.asString() : value.toString())
                        .orElse(null);
    }

    private static List<ReportColumn<MessageView>> fixed(Map<Long, String> projects, Language language) {
        boolean ru = language == Language.RU;
        return List.of(
                column("Project", "Проект", m -> projects.get(m.message().projectId())),
                column("Channel type", "Тип канала", m -> m.session().session().channelType()),
                column("Channel ID", "ID канала", m -> m.session().session().botId()),
                column("Client ID", "ID клиента", m -> m.session().session().clientId()),
                column("Client name", "Имя клиента", m -> m.session().clientNames().display()),
                column("Session ID", "ID сессии", m -> m.session().session().sessionId()),
                column("Session start", "Начало сессии", m -> m.session().session().start()),
                column("Message ID", "ID сообщения", m -> m.message().turn().questionId()),
                column("Message time", "Время сообщения", m -> m.message().turn().time()),
                column("Message type", "Тип сообщения", m -> type(m, ru)),
                column("Message text", "Текст сообщения", m -> m.message().turn().question()),
                column("Event", "Событие", m -> m.message().turn().event()),
                column("Bot message", "Ответ бота", m -> m.message().turn().textAnswer()),
                column("Intent", "Интент", m -> m.message().turn().intent()),
                column("Class", "Класс", m -> m.message().turn().nlp().nlpClass()),
                column("State", "Состояние", m -> m.message().turn().nlp().state()),
                column("From state", "Из состояния", m -> m.message().turn().nlp().fromState()),
                column("Confidence", "Уверенность", m -> m.message().turn().nlp().confidence()),
                column("Rule", "Правило", m -> m.message().turn().nlp().rule()),
                column("Rule type", "Тип правила", m -> m.message().turn().nlp().ruleType()),
                column("Processing time, ms", "Время обработки, мс", m -> m.message().turn().processingTimeMs()),
                column("Message labels", "Метки сообщения", m -> names(m.labels())),
                column("Comment", "Комментарий", m -> m.message().turn().comment()),
                column("Session labels", "Метки сессии", m -> names(m.session().labels())),
                column("Operator", "Оператор", m -> operator(m.message().turn().operator())),
                column("Status", "Статус", m -> m.status() == null ? null : m.status().name()),
                column("Exception", "Ошибка", m -> m.message().turn().exception()),
                column("Call campaign ID", "ID обзвона", m -> m.session().session().call().taskId()));
    }

    private static ReportColumn<MessageView> column(
            String en, String ru, Function<MessageView, @Nullable Object> value) {
        return new ReportColumn<>(new Title(en, ru), value);
    }

    private static String type(MessageView message, boolean ru) {
        boolean query = message.message().turn().question() != null;
        return query ? (ru ? "Запрос" : "Query") : (ru ? "Событие" : "Event");
    }

    private static @Nullable String names(List<Label> labels) {
        return labels.isEmpty() ? null : labels.stream().map(Label::name).collect(Collectors.joining(", "));
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
