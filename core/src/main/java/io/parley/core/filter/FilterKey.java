package io.parley.core.filter;

import static io.parley.core.filter.AnalyticsSection.CLIENTS;
import static io.parley.core.filter.AnalyticsSection.CLIENTS_DIALOGS;
import static io.parley.core.filter.AnalyticsSection.REPORTS_ACTIVITY;
import static io.parley.core.filter.AnalyticsSection.REPORTS_EFFICIENCY;
import static io.parley.core.filter.AnalyticsSection.REPORTS_SCENARIO_ACTION;
import static io.parley.core.filter.AnalyticsSection.REPORTS_SESSION_RESULT;
import static io.parley.core.filter.AnalyticsSection.REPORTS_SESSION_TOPIC;
import static io.parley.core.filter.AnalyticsSection.SESSIONS;
import static io.parley.core.filter.Shape.conditionOptions;
import static io.parley.core.filter.Shape.dateTimeRange;
import static io.parley.core.filter.Shape.excludes;
import static io.parley.core.filter.Shape.fixedOptions;
import static io.parley.core.filter.Shape.linkedOptions;
import static io.parley.core.filter.Shape.notImportant;
import static io.parley.core.filter.Shape.numberOptions;
import static io.parley.core.filter.Shape.numericRange;
import static io.parley.core.filter.Shape.options;
import static io.parley.core.filter.Shape.optionsInAnyCase;
import static io.parley.core.filter.Shape.radio;
import static io.parley.core.filter.Shape.restricts;
import static io.parley.core.filter.Shape.text;
import static io.parley.core.filter.Shape.tree;

import io.parley.core.filter.Condition.AnyOf;
import io.parley.core.filter.Condition.FirstOfClient;
import io.parley.core.filter.Condition.Holds;
import io.parley.core.filter.Condition.Linked;
import io.parley.core.filter.Condition.Present;
import io.parley.core.filter.Shape.Title;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every filter, declared once: the forms its values take, what they are compared with (and so what it is true of), where it is
 * offered, what it is called. Parsing, SQL, the oracle, metadata, the page and the docs follow from these lines; adding a filter is
 * adding one.
 *
 * <p>Names are the contract's. Of several shapes the first is the one that metadata offers; the others are accepted, too.
 */
public enum FilterKey {
    SESSION_ID(
            called("Session ID", "ID сессии"),
            in(SESSIONS),
            options(Attribute.SESSION_ID),
            text(Attribute.SESSION_ID)),
    SESSION_START_TIME(
            called("Conversation start", "Начало диалога"), in(SESSIONS), dateTimeRange(Attribute.SESSION_START)),
    SESSION_END_TIME(
            called("Conversation end", "Конец диалога"), in(SESSIONS), dateTimeRange(Attribute.SESSION_END)),
    SESSION_LABELS(
            called("Session labels", "Метки сессии"), in(SESSIONS), linkedOptions(Attribute.SESSION_LABELS)),
    SESSION_RESULT(
            called("Session result", "Результат сессии"),
            in(SESSIONS, REPORTS_SESSION_RESULT),
            options(Attribute.RESULT)),
    INITIATOR(
            called("Who began", "Инициатор"),
            in(SESSIONS),
            radio(
                    notImportant("ANY", "Anybody", "Кто угодно"),
                    excludes("CLIENT", "The client", "Клиент", new Holds(Attribute.BEGUN_BY_BOT)),
                    restricts("BOT", "The bot", "Бот", new Holds(Attribute.BEGUN_BY_BOT)))),
    CALL_TASK_ID(
            called("Call campaign ID", "ID обзвона"), in(SESSIONS), numberOptions(Attribute.CALL_TASK_ID)),
    CHANNEL_TYPE(
            called("Channel type", "Тип канала"), in(SESSIONS, CLIENTS), optionsInAnyCase(Attribute.CHANNEL_TYPE)),
    BOT_ID(called("Channel ID", "ID канала"), in(SESSIONS, CLIENTS), options(Attribute.BOT_ID)),
    CLIENT_ID_OR_NAME(
            called("Client name", "Имя клиента"),
            in(SESSIONS, CLIENTS),
            options(Attribute.CLIENT_ID, Attribute.CLIENT_NAME),
            text(Attribute.CLIENT_ID, Attribute.CLIENT_NAME)),
    CLIENT_JOIN_TIME(
            called("First contact", "Первое обращение"), in(CLIENTS), dateTimeRange(Attribute.CLIENT_JOIN)),
    CLIENT_LAST_ACTIVITY_TIME(
            called("Last visit", "Последнее посещение"), in(CLIENTS), dateTimeRange(Attribute.CLIENT_LAST_VISIT)),
    MESSAGE_TYPE(
            called("Message type", "Тип сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS),
            fixedOptions(
                    Attribute.MESSAGE_TYPE, "query", "Client message", "Сообщение клиента", "event", "Event", "Событие")),
    MESSAGE_TIME(
            called("Message time", "Время сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS),
            dateTimeRange(Attribute.MESSAGE_TIME)),
    MESSAGE_TEXT(
            called("Message text", "Текст сообщения"), in(SESSIONS, CLIENTS_DIALOGS), text(Attribute.QUESTION)),
    ANSWER_TEXT(called("Bot message", "Сообщение бота"), in(SESSIONS, CLIENTS_DIALOGS), text(Attribute.ANSWER)),
    MESSAGE_OR_ANSWER_TEXT(
            called("Text of either side", "Текст любой стороны"),
            in(SESSIONS, CLIENTS_DIALOGS),
            text(Attribute.QUESTION, Attribute.ANSWER)),
    MESSAGE_COUNT(
            called("Number of client messages", "Количество сообщений клиента"),
            in(SESSIONS),
            numericRange(Attribute.QUESTION_COUNT)),
    LOG_LABELS(
            called("Message labels", "Метки сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS),
            linkedOptions(Attribute.MESSAGE_LABELS)),
    COMMENT_TEXT(called("Comment", "Комментарий"), in(SESSIONS, CLIENTS_DIALOGS), text(Attribute.COMMENT)),
    NLP_CLASS(called("Class", "Класс"), in(SESSIONS), tree(Attribute.NLP_CLASS), options(Attribute.NLP_CLASS)),
    NLP_STATE(called("State", "Состояние"), in(SESSIONS), tree(Attribute.NLP_STATE), options(Attribute.NLP_STATE)),
    INTENT(called("Message intent", "Интент сообщения"), in(SESSIONS), tree(Attribute.INTENT), options(Attribute.INTENT)),
    TRANSFER_TO_OPERATOR(
            called("Transfer to an agent", "Перевод на оператора"),
            in(SESSIONS, REPORTS_EFFICIENCY),
            radio(
                    notImportant("ANY", "Not important", "Неважно"),
                    restricts("WITH_TRANSFER", "With transfer", "С переводом", transferred()),
                    excludes("WITHOUT_TRANSFER", "Without transfer", "Без перевода", transferred()))),
    WITHOUT_EMPTY_SESSIONS(
            called("Hide empty sessions", "Скрыть пустые сессии"),
            in(SESSIONS),
            radio(
                    notImportant("NO", "No", "Нет"),
                    restricts("YES", "Yes", "Да", new Holds(Attribute.HAS_QUESTIONS)))),
    WITHOUT_EMPTY_MESSAGES(
            called("Hide empty messages", "Скрыть пустые сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS),
            radio(
                    notImportant("NO", "No", "Нет"),
                    restricts("YES", "Yes", "Да", new Holds(Attribute.IS_CLIENT_MESSAGE)))),
    CUSTOM_FIELDS_IN_RESPONSE(
            called("Fields of the response", "Поля ответа"), in(SESSIONS), new Shape.CustomFields()),
    EXCEPTION_EXISTENCE(
            called("Script errors", "Ошибки сценария"),
            in(SESSIONS),
            radio(
                    excludes("NO", "Without errors", "Без ошибок", new Present(List.of(Attribute.EXCEPTION))),
                    restricts("YES", "With errors", "С ошибками", new Present(List.of(Attribute.EXCEPTION))),
                    notImportant("NOT_IMPORTANT", "Not important", "Неважно"))),
    SESSION_DATA(called("Session data", "Данные сессии"), in(SESSIONS), new Shape.Data()),
    STATE_ROUTES(called("State route", "Маршрут по состояниям"), in(SESSIONS), new Shape.Route()),
    TEXT_CAMPAIGN_ID(
            called("Text campaign", "Текстовая рассылка"), in(SESSIONS), options(Attribute.CAMPAIGN_ID)),
    TEXT_CAMPAIGN_RESULT(
            called("Text campaign result", "Результат рассылки"), in(SESSIONS), options(Attribute.CAMPAIGN_RESULT)),
    SESSION_TOPIC(
            called("Topic", "Тематика"), in(SESSIONS, REPORTS_SESSION_TOPIC), linkedOptions(Attribute.TOPICS)),
    SCENARIO_ACTION(
            called("Action", "Действие"), in(SESSIONS, REPORTS_SCENARIO_ACTION), linkedOptions(Attribute.ACTIONS)),
    PERIOD(
            called("Period", "Период"),
            in(
                    REPORTS_ACTIVITY,
                    REPORTS_EFFICIENCY,
                    REPORTS_SESSION_TOPIC,
                    REPORTS_SESSION_RESULT,
                    REPORTS_SCENARIO_ACTION),
            dateTimeRange(Attribute.SESSION_START)),
    CHANNEL_NAME(
            called("Channel name", "Название канала"),
            in(
                    SESSIONS,
                    REPORTS_ACTIVITY,
                    REPORTS_EFFICIENCY,
                    REPORTS_SESSION_TOPIC,
                    REPORTS_SESSION_RESULT,
                    REPORTS_SCENARIO_ACTION),
            options(Attribute.BOT_ID)),
    BOT_REPLIES(called("All bot messages", "Все сообщения бота"), in(SESSIONS), text(Attribute.ANSWER, Attribute.REPLIES)),
    CLIENT_TYPE(
            called("Client type", "Тип клиента"),
            in(REPORTS_ACTIVITY),
            conditionOptions(
                    restricts("NEW", "New", "Новый", new FirstOfClient()),
                    excludes("RETURNING", "Returning", "Вернувшийся", new FirstOfClient()))),
    AUTOMATION_STATUS(
            called("Automation", "Автоматизация"),
            in(REPORTS_EFFICIENCY, SESSIONS),
            fixedOptions(
                    Attribute.AUTOMATION,
                    "true", "Automated", "Автоматизирован",
                    "false", "Not automated", "Не автоматизирован",
                    "unset", "Not set", "Не задано")),
    NPS(
            called("Score", "Оценка"),
            in(REPORTS_EFFICIENCY, SESSIONS),
            numberOptions(Attribute.NPS),
            numericRange(Attribute.NPS)),
    WITHOUT_TEST_SESSIONS(
            called("Hide test sessions", "Скрыть тестовые сессии"),
            in(SESSIONS, CLIENTS),
            radio(
                    notImportant("NO", "No", "Нет"),
                    excludes("YES", "Yes", "Да", new Holds(Attribute.IS_TEST))));

    private final Title title;
    private final Set<AnalyticsSection> sections;
    private final List<Shape> shapes;
    private final Map<FilterType, Shape> byType;

    FilterKey(Title title, Set<AnalyticsSection> sections, Shape... shapes) {
        this.title = title;
        this.sections = sections;
        this.shapes = List.of(shapes);
        this.byType = new EnumMap<>(FilterType.class);
        for (Shape shape : shapes) {
            this.byType.put(shape.type(), shape);
        }
    }

    public Title title() {
        return title;
    }

    public Set<AnalyticsSection> sections() {
        return sections;
    }

    /** What it is true of, which follows from what it compares; null when it restricts nothing. */
    public @Nullable Scope scope() {
        return shapes.getFirst().scope();
    }

    /** The form in which the key takes values of that type, if it does. */
    public Optional<Shape> shape(FilterType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** All forms in which the key takes its values; the first is the one to offer. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** The types that the key takes, in words for an error. */
    String typesInWords() {
        return shapes.stream().map(shape -> shape.type().name()).collect(Collectors.joining(" or "));
    }

    private static Condition transferred() {
        return new AnyOf(List.of(new Holds(Attribute.TRANSFER_REPLY), new Linked(Attribute.TRANSFERS)));
    }

    private static Title called(String en, String ru) {
        return new Title(en, ru);
    }

    private static Set<AnalyticsSection> in(AnalyticsSection... sections) {
        return Set.copyOf(Arrays.asList(sections));
    }
}
