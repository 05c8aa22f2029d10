// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import static io.parley.core.filter.AnalyticsSection.CLIENTS;
import static io.parley.core.filter.AnalyticsSection.CLIENTS_DIALOGS;
import static io.parley.core.filter.AnalyticsSection.REPORTS_ACTIVITY;
import static io.parley.core.filter.AnalyticsSection.REPORTS_EFFICIENCY;
import static io.parley.core.filter.AnalyticsSection.REPORTS_SCENARIO_ACTION;
import static io.parley.core.filter.AnalyticsSection.REPORTS_SESSION_RESULT;
import static io.parley.core.filter.AnalyticsSection.REPORTS_SESSION_TOPIC;
import static io.parley.core.filter.AnalyticsSection.SESSIONS;
import static io.parley.core.filter.ValueSchema.conditionOptions;
import static io.parley.core.filter.ValueSchema.dateTimeRange;
import static io.parley.core.filter.ValueSchema.excludes;
import static io.parley.core.filter.ValueSchema.last;
import static io.parley.core.filter.ValueSchema.linkedOptions;
import static io.parley.core.filter.ValueSchema.notImportant;
import static io.parley.core.filter.ValueSchema.numberOptions;
import static io.parley.core.filter.ValueSchema.numericRange;
import static io.parley.core.filter.ValueSchema.options;
import static io.parley.core.filter.ValueSchema.optionsInAnyCase;
import static io.parley.core.filter.ValueSchema.radio;
import static io.parley.core.filter.ValueSchema.restricts;
import static io.parley.core.filter.ValueSchema.text;
import static io.parley.core.filter.ValueSchema.tree;

import io.parley.core.filter.FilterCondition.FirstOfClient;
import io.parley.core.filter.FilterCondition.Holds;
import io.parley.core.filter.FilterCondition.Present;
import io.parley.core.i18n.LocalizedText;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of every filter: the forms of its values, the attributes they are compared with (which give the
 * scope), the sections that offer it, and its names. Parsing, SQL, the oracle, metadata, the page and the docs derive
 * from these lines. A new filter needs one new declaration.
 *
 * <p>Names are the contract's unless noted. Of several shapes, metadata offers the first; the others are also accepted.
 */
public enum FilterKey {
    SESSION_ID(
            titled("Session ID", "ID сессии"),
            explained("The session's id", "Идентификатор сессии"),
            in(SESSIONS),
            options(Attribute.SESSION_ID),
            text(Attribute.SESSION_ID)),
    SESSION_START_TIME(
            titled("Conversation start", "Начало диалога"),
            explained("Time of the session's first message", "Время первого сообщения сессии"),
            in(SESSIONS),
            last(1, DefaultRange.Unit.DAY, Attribute.SESSION_START)),
    SESSION_END_TIME(
            titled("Conversation end", "Конец диалога"),
            explained("Time of the session's last message", "Время последнего сообщения сессии"),
            in(SESSIONS),
            last(1, DefaultRange.Unit.DAY, Attribute.SESSION_END)),
    SESSION_LABELS(
            titled("Session labels", "Метки сессии"),
            explained("Labels that the session has", "Метки сессии"),
            in(SESSIONS).shownFirst(),
            linkedOptions(Attribute.SESSION_LABELS)),
    SESSION_RESULT(
            titled("Session result", "Результат сессии"),
            explained("The result that the script set last", "Результат, который сценарий указал последним"),
            in(SESSIONS, REPORTS_SESSION_RESULT).shownFirst(),
            options(Attribute.RESULT)),
    INITIATOR(
            titled("Who began", "Инициатор"),
            explained(
                    "The bot began with an outgoing call, a mailing, or a session that opens with an "
                            + "event; the client, any other",
                    "Бот начал, если это исходящий звонок, рассылка или сессия, которая открывается "
                            + "событием; иначе начал клиент"),
            in(SESSIONS),
            radio(
                    "ANY",
                    notImportant("ANY", "Anybody", "Кто угодно"),
                    excludes("CLIENT", "The client", "Клиент", new Holds(Attribute.BEGUN_BY_BOT)),
                    restricts("BOT", "The bot", "Бот", new Holds(Attribute.BEGUN_BY_BOT)))),
    CALL_TASK_ID(
            titled("Call campaign ID", "ID обзвона"),
            explained("The id of the call campaign", "Идентификатор обзвона"),
            in(SESSIONS),
            numberOptions(Attribute.CALL_TASK_ID)),
    CHANNEL_TYPE(
            titled("Channel type", "Тип канала"),
            explained(
                    "The messenger or telephony, in upper or lower case", "Мессенджер или телефония, регистр не важен"),
            in(SESSIONS, CLIENTS).shownFirst(),
            optionsInAnyCase(Attribute.CHANNEL_TYPE)),
    BOT_ID(
            titled("Channel ID", "ID канала"),
            explained("The id of the channel", "Идентификатор канала"),
            in(SESSIONS, CLIENTS),
            options(Attribute.BOT_ID)),
    CLIENT_ID_OR_NAME(
            titled("Client name", "Имя клиента"),
            explained(
                    "The client's id in the channel, or the client's name",
                    "Идентификатор клиента в канале или имя клиента"),
            in(SESSIONS, CLIENTS).shownFirst(),
            options(Attribute.CLIENT_ID, Attribute.CLIENT_NAME),
            text(Attribute.CLIENT_ID, Attribute.CLIENT_NAME)),
    CLIENT_JOIN_TIME(
            titled("First contact", "Первое обращение"),
            explained("Time of the client's first message", "Время первого сообщения клиента"),
            in(CLIENTS),
            dateTimeRange(Attribute.CLIENT_JOIN)),
    CLIENT_LAST_ACTIVITY_TIME(
            titled("Last visit", "Последнее посещение"),
            explained("Time of the client's last message", "Время последнего сообщения клиента"),
            in(CLIENTS).shownFirst(),
            dateTimeRange(Attribute.CLIENT_LAST_VISIT)),
    MESSAGE_TYPE(
            titled("Message type", "Тип сообщения"),
            explained(
                    "What the client said, or what happened; of what the client said, what a fallback answered",
                    "Слова клиента или событие; из слов клиента — то, на что ответил запасной вариант"),
            in(SESSIONS, CLIENTS_DIALOGS),
            conditionOptions(
                    restricts(
                            "query",
                            "Client message",
                            "Сообщение клиента",
                            FilterCondition.is(Attribute.MESSAGE_TYPE, "query")),
                    restricts("event", "Event", "Событие", FilterCondition.is(Attribute.MESSAGE_TYPE, "event")),
                    restricts("unrecognised", "Not recognised", "Не распознано", FilterCondition.UNRECOGNISED))),
    MESSAGE_TIME(
            titled("Message time", "Время сообщения"),
            explained("Time of a message", "Время сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS).shownFirst(),
            last(2, DefaultRange.Unit.WEEK, Attribute.MESSAGE_TIME)),
    MESSAGE_TEXT(
            titled("Message text", "Текст сообщения"),
            explained("What the client wrote", "Что написал клиент"),
            in(SESSIONS, CLIENTS_DIALOGS).shownFirst(),
            text(Attribute.QUESTION)),
    ANSWER_TEXT(
            titled("Bot message", "Сообщение бота"),
            explained("The bot's answer in words", "Ответ бота словами"),
            in(SESSIONS, CLIENTS_DIALOGS),
            text(Attribute.ANSWER)),
    MESSAGE_OR_ANSWER_TEXT(
            titled("Text of either side", "Текст любой стороны"),
            explained("What either side wrote", "Что написала любая сторона"),
            in(SESSIONS, CLIENTS_DIALOGS),
            text(Attribute.QUESTION, Attribute.ANSWER)),
    MESSAGE_COUNT(
            titled("Number of client messages", "Количество сообщений клиента"),
            explained("Number of the session's messages that are not empty", "Количество непустых сообщений сессии"),
            in(SESSIONS),
            numericRange(Attribute.QUESTION_COUNT)),
    LOG_LABELS(
            titled("Message labels", "Метки сообщения"),
            explained("Labels that a message has", "Метки сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS).shownFirst(),
            linkedOptions(Attribute.MESSAGE_LABELS)),
    COMMENT_TEXT(
            titled("Comment", "Комментарий"),
            explained("The comment on a message", "Комментарий к сообщению"),
            in(SESSIONS, CLIENTS_DIALOGS),
            text(Attribute.COMMENT)),
    NLP_CLASS(
            titled("Class", "Класс"),
            explained(
                    "The state where the processing of a message began, or one below it",
                    "Состояние, с которого началась обработка сообщения, или вложенное в него"),
            in(SESSIONS),
            tree(Attribute.NLP_CLASS),
            options(Attribute.NLP_CLASS)),
    NLP_STATE(
            titled("State", "Состояние"),
            explained(
                    "The state that gave the answer, or one below it",
                    "Состояние, которое дало ответ, или вложенное в него"),
            in(SESSIONS).shownFirst(),
            tree(Attribute.NLP_STATE),
            options(Attribute.NLP_STATE)),
    INTENT(
            titled("Message intent", "Интент сообщения"),
            explained("The intent that was recognised, or one below it", "Распознанный интент или вложенный в него"),
            in(SESSIONS),
            tree(Attribute.INTENT),
            options(Attribute.INTENT)),
    TRANSFER_TO_OPERATOR(
            titled("Transfer to an agent", "Перевод на оператора"),
            explained("Whether the dialog was handed to a human agent", "Был ли диалог передан оператору"),
            in(SESSIONS, REPORTS_EFFICIENCY).shownFirst(),
            radio(
                    "ANY",
                    notImportant("ANY", "Not important", "Неважно"),
                    restricts("WITH_TRANSFER", "With transfer", "С переводом", FilterCondition.TRANSFERRED),
                    excludes("WITHOUT_TRANSFER", "Without transfer", "Без перевода", FilterCondition.TRANSFERRED))),
    WITHOUT_EMPTY_SESSIONS(
            titled("Hide empty sessions", "Скрыть пустые сессии"),
            explained(
                    "A session is empty when the client said nothing in it",
                    "Сессия пустая, если клиент в ней ничего не сказал"),
            in(SESSIONS).shownFirst(),
            radio(
                    "YES",
                    notImportant("NO", "No", "Нет"),
                    restricts("YES", "Yes", "Да", new Holds(Attribute.HAS_QUESTIONS)))),
    WITHOUT_EMPTY_MESSAGES(
            titled("Hide empty messages", "Скрыть пустые сообщения"),
            explained(
                    "A message is empty when it is /start or any event but a file; hides sessions of "
                            + "nothing else, too",
                    "Сообщение пустое, если это /start или любое событие, кроме файла; сессии только из "
                            + "таких сообщений тоже скрываются"),
            in(SESSIONS, CLIENTS_DIALOGS),
            radio(
                    "NO",
                    notImportant("NO", "No", "Нет"),
                    restricts("YES", "Yes", "Да", new Holds(Attribute.IS_CLIENT_MESSAGE)))),
    CUSTOM_FIELDS_IN_RESPONSE(
            titled("Fields of the response", "Поля ответа"),
            explained(
                    "JSON paths (RFC 9535) into the bot's response; restricts nothing, their values come "
                            + "as customFields",
                    "Пути JSON (RFC 9535) в ответе бота; ничего не ограничивает, значения приходят в customFields"),
            in(SESSIONS),
            new ValueSchema.CustomFields()),
    EXCEPTION_EXISTENCE(
            titled("Script errors", "Ошибки сценария"),
            explained("Whether the script failed at a message", "Была ли ошибка сценария при обработке сообщения"),
            in(SESSIONS),
            radio(
                    "NOT_IMPORTANT",
                    excludes("NO", "Without errors", "Без ошибок", new Present(List.of(Attribute.EXCEPTION))),
                    restricts("YES", "With errors", "С ошибками", new Present(List.of(Attribute.EXCEPTION))),
                    notImportant("NOT_IMPORTANT", "Not important", "Неважно"))),
    /** Our extension of the contract. */
    WHILE_BLOCKED(
            titled("Said while blocked", "Сказано во время блокировки"),
            explained(
                    "Whether the client was blocked when a message came",
                    "Был ли клиент заблокирован, когда пришло сообщение"),
            in(SESSIONS, CLIENTS_DIALOGS),
            radio(
                    "NOT_IMPORTANT",
                    excludes("NO", "Not blocked", "Не заблокирован", new Holds(Attribute.WHILE_BLOCKED)),
                    restricts("YES", "Blocked", "Заблокирован", new Holds(Attribute.WHILE_BLOCKED)),
                    notImportant("NOT_IMPORTANT", "Not important", "Неважно"))),
    SESSION_DATA(
            titled("Session data", "Данные сессии"),
            explained("Key and value columns of the session", "Данные сессии: ключи и значения"),
            in(SESSIONS),
            new ValueSchema.Data()),
    STATE_ROUTES(
            titled("State route", "Маршрут по состояниям"),
            explained(
                    "States, or states below them, that the client's messages pass in the order given",
                    "Состояния (или вложенные в них), которые сообщения клиента проходят в указанном порядке"),
            in(SESSIONS),
            new ValueSchema.Route()),
    TEXT_CAMPAIGN_ID(
            titled("Text campaign", "Текстовая рассылка"),
            explained("The id of the mailing", "Идентификатор рассылки"),
            in(SESSIONS),
            options(Attribute.CAMPAIGN_ID)),
    TEXT_CAMPAIGN_RESULT(
            titled("Text campaign result", "Результат рассылки"),
            explained("What became of the mailing", "Чем закончилась рассылка"),
            in(SESSIONS),
            options(Attribute.CAMPAIGN_RESULT)),
    SESSION_TOPIC(
            titled("Topic", "Тематика"),
            explained("Keys of the session's topics", "Ключи тематик сессии"),
            in(SESSIONS, REPORTS_SESSION_TOPIC),
            linkedOptions(Attribute.TOPICS)),
    SCENARIO_ACTION(
            titled("Action", "Действие"),
            explained("Keys of what was done in the session", "Ключи действий, выполненных в сессии"),
            in(SESSIONS, REPORTS_SCENARIO_ACTION),
            linkedOptions(Attribute.ACTIONS)),
    PERIOD(
            titled("Period", "Период"),
            explained("Time of the session's first message", "Время первого сообщения сессии"),
            in(
                            REPORTS_ACTIVITY,
                            REPORTS_EFFICIENCY,
                            REPORTS_SESSION_TOPIC,
                            REPORTS_SESSION_RESULT,
                            REPORTS_SCENARIO_ACTION)
                    .always(),
            last(2, DefaultRange.Unit.WEEK, Attribute.SESSION_START)),
    CHANNEL_NAME(
            titled("Channel name", "Название канала"),
            explained("The channel", "Канал"),
            in(
                            SESSIONS,
                            REPORTS_ACTIVITY,
                            REPORTS_EFFICIENCY,
                            REPORTS_SESSION_TOPIC,
                            REPORTS_SESSION_RESULT,
                            REPORTS_SCENARIO_ACTION)
                    .shownFirst(),
            options(Attribute.BOT_ID)),
    BOT_REPLIES(
            titled("All bot messages", "Все сообщения бота"),
            explained(
                    "Words in any reply of the bot, buttons and raw replies too",
                    "Слова в любом ответе бота, включая кнопки и raw-ответы"),
            in(SESSIONS),
            text(Attribute.ANSWER, Attribute.REPLIES)),
    CLIENT_TYPE(
            titled("Client type", "Тип клиента"),
            explained(
                    "New: the session in which the client first came; returning: any later one",
                    "Новый: сессия, в которой клиент обратился впервые; вернувшийся: любая более поздняя"),
            in(REPORTS_ACTIVITY),
            conditionOptions(
                    restricts("NEW", "New", "Новый", new FirstOfClient()),
                    excludes("RETURNING", "Returning", "Вернувшийся", new FirstOfClient()))),
    AUTOMATION_STATUS(
            titled("Automation", "Автоматизация"),
            explained(
                    "Whether the script says that the bot coped alone; coped: it says so, or nothing and there was no"
                            + " transfer",
                    "Справился ли бот без оператора, по словам сценария; справился: так сказал сценарий, или он ничего"
                            + " не сказал и перевода не было"),
            in(REPORTS_EFFICIENCY, SESSIONS),
            conditionOptions(
                    restricts("true", "Automated", "Автоматизирован", FilterCondition.is(Attribute.AUTOMATION, "true")),
                    restricts(
                            "false",
                            "Not automated",
                            "Не автоматизирован",
                            FilterCondition.is(Attribute.AUTOMATION, "false")),
                    restricts("unset", "Not set", "Не задано", FilterCondition.is(Attribute.AUTOMATION, "unset")),
                    restricts("coped", "The bot coped alone", "Бот справился сам", FilterCondition.AUTOMATED))),
    NPS(
            titled("Score", "Оценка"),
            explained("The score that the client gave", "Оценка, которую поставил клиент"),
            in(REPORTS_EFFICIENCY, SESSIONS),
            numberOptions(Attribute.NPS),
            numericRange(Attribute.NPS)),
    MODEL(
            titled("Model", "Модель"),
            explained(
                    "Language models that the bot used for its answer",
                    "Языковые модели, которыми бот пользовался для ответа"),
            in(SESSIONS, CLIENTS_DIALOGS),
            linkedOptions(Attribute.MODELS)),
    TOOL(
            titled("Tool", "Инструмент"),
            explained("Tools that the bot called for its answer", "Инструменты, которые бот вызвал для ответа"),
            in(SESSIONS, CLIENTS_DIALOGS),
            linkedOptions(Attribute.TOOLS)),
    WITHOUT_TEST_SESSIONS(
            titled("Hide test sessions", "Скрыть тестовые сессии"),
            explained("Test sessions come from the test widget", "Тестовые сессии приходят из тестового виджета"),
            in(SESSIONS, CLIENTS),
            radio("YES", notImportant("NO", "No", "Нет"), excludes("YES", "Yes", "Да", new Holds(Attribute.IS_TEST))));

    private final LocalizedText title;
    private final LocalizedText help;
    private final Offer offer;
    private final List<ValueSchema> shapes;
    private final Map<FilterType, ValueSchema> byType;

    FilterKey(LocalizedText title, LocalizedText help, Offer offer, ValueSchema... shapes) {
        this.title = title;
        this.help = help;
        this.offer = offer;
        this.shapes = List.of(shapes);
        this.byType = new EnumMap<>(FilterType.class);
        for (ValueSchema shape : shapes) {
            this.byType.put(shape.type(), shape);
        }
    }

    /**
     * The sections that offer a filter, and its place there.
     *
     * @param first whether the UI shows it before the user asks for more filters
     * @param required whether the section needs it to return meaningful data
     */
    private record Offer(Set<AnalyticsSection> sections, boolean first, boolean required) {
        Offer shownFirst() {
            return new Offer(sections, true, required);
        }

        Offer always() {
            return new Offer(sections, true, true);
        }
    }

    public LocalizedText title() {
        return title;
    }

    /** Returns a short description of the compared values. */
    public LocalizedText help() {
        return help;
    }

    public Set<AnalyticsSection> sections() {
        return offer.sections();
    }

    /** Returns whether the UI shows it before the user asks for more filters. */
    public boolean isShownFirst() {
        return offer.first();
    }

    /** Returns whether its sections need it to return meaningful data. */
    public boolean isRequired() {
        return offer.required();
    }

    /** Returns the scope, derived from the compared attributes; null when the filter restricts nothing. */
    public @Nullable Scope scope() {
        return shapes.getFirst().scope();
    }

    /** Returns the shape that accepts values of the type; empty when the key does not take the type. */
    public Optional<ValueSchema> shape(FilterType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Returns all shapes of the values; metadata offers the first. */
    public List<ValueSchema> shapes() {
        return shapes;
    }

    /** Returns the accepted types as text for an error message. */
    String typesInWords() {
        return shapes.stream().map(shape -> shape.type().name()).collect(Collectors.joining(" or "));
    }

    private static LocalizedText titled(String en, String ru) {
        return new LocalizedText(en, ru);
    }

    private static LocalizedText explained(String en, String ru) {
        return new LocalizedText(en, ru);
    }

    private static Offer in(AnalyticsSection... sections) {
        return new Offer(Set.copyOf(Arrays.asList(sections)), false, false);
    }
}
