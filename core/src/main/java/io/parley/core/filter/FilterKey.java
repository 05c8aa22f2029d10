package io.parley.core.filter;

import static io.parley.core.filter.AnalyticsSection.CLIENTS;
import static io.parley.core.filter.AnalyticsSection.CLIENTS_DIALOGS;
import static io.parley.core.filter.AnalyticsSection.SESSIONS;
import static io.parley.core.filter.Shape.dateTimeRange;
import static io.parley.core.filter.Shape.linkedOptions;
import static io.parley.core.filter.Shape.numericRange;
import static io.parley.core.filter.Shape.options;
import static io.parley.core.filter.Shape.optionsInAnyCase;
import static io.parley.core.filter.Shape.text;
import static io.parley.core.filter.Shape.yesOrNotImportant;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every filter, declared once: the forms its values take, what they are compared with (and so what it is true of), where it is
 * offered, what it is called. Parsing, SQL, the oracle, metadata, the page and the docs follow from these lines; adding a filter is adding one.
 *
 * <p>Names are the contract's.
 */
public enum FilterKey {
    SESSION_ID(
            called("Session ID", "ID сессии"),
            in(SESSIONS),
            options(Attribute.SESSION_ID),
            text(Attribute.SESSION_ID)),
    SESSION_START_TIME(
            called("Conversation start", "Начало диалога"),
            in(SESSIONS),
            dateTimeRange(Attribute.SESSION_START)),
    SESSION_LABELS(
            called("Session labels", "Метки сессии"),
            in(SESSIONS),
            linkedOptions(Attribute.SESSION_LABELS)),
    CHANNEL_TYPE(
            called("Channel type", "Тип канала"),
            in(SESSIONS, CLIENTS),
            optionsInAnyCase(Attribute.CHANNEL_TYPE)),
    BOT_ID(called("Channel ID", "ID канала"), in(SESSIONS, CLIENTS), options(Attribute.BOT_ID)),
    CLIENT_ID_OR_NAME(
            called("Client name", "Имя клиента"),
            in(SESSIONS, CLIENTS),
            options(Attribute.CLIENT_ID, Attribute.CLIENT_NAME),
            text(Attribute.CLIENT_ID, Attribute.CLIENT_NAME)),
    MESSAGE_TIME(
            called("Message time", "Время сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS),
            dateTimeRange(Attribute.MESSAGE_TIME)),
    MESSAGE_TEXT(
            called("Message text", "Текст сообщения"),
            in(SESSIONS, CLIENTS_DIALOGS),
            text(Attribute.QUESTION)),
    MESSAGE_COUNT(
            called("Number of client messages", "Количество сообщений клиента"),
            in(SESSIONS),
            numericRange(Attribute.QUESTION_COUNT)),
    WITHOUT_EMPTY_SESSIONS(
            called("Hide empty sessions", "Скрыть пустые сессии"),
            in(SESSIONS),
            yesOrNotImportant(Attribute.HAS_QUESTIONS));

    private final Title title;
    private final Set<AnalyticsSection> sections;
    private final Map<FilterType, Shape> shapes;

    FilterKey(Title title, Set<AnalyticsSection> sections, Shape... shapes) {
        this.title = title;
        this.sections = sections;
        this.shapes = new EnumMap<>(FilterType.class);
        for (Shape shape : shapes) {
            this.shapes.put(shape.type(), shape);
        }
    }

    public Title title() {
        return title;
    }

    public Set<AnalyticsSection> sections() {
        return sections;
    }

    /** What it is true of, which follows from what it compares. */
    public Scope scope() {
        return shapes.values().iterator().next().scope();
    }

    /** The form in which the key takes values of that type, if it does. */
    public Optional<Shape> shape(FilterType type) {
        return Optional.ofNullable(shapes.get(type));
    }

    /** All forms in which the key takes its values. */
    public List<Shape> shapes() {
        return List.copyOf(shapes.values());
    }

    /** The types that the key takes, in words for an error. */
    String typesInWords() {
        return shapes.keySet().stream().map(Enum::name).collect(Collectors.joining(" or "));
    }

    /** What people read, in English and Russian. */
    public record Title(String en, String ru) {}

    private static Title called(String en, String ru) {
        return new Title(en, ru);
    }

    private static Set<AnalyticsSection> in(AnalyticsSection... sections) {
        return Set.copyOf(Arrays.asList(sections));
    }
}
