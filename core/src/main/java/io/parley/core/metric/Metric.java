// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import static io.parley.core.metric.MetricCondition.is;
import static io.parley.core.metric.MetricCondition.isNot;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterCondition;
import io.parley.core.filter.FilterCondition.Holds;
import io.parley.core.filter.FilterCondition.Present;
import io.parley.core.filter.FilterCondition.TextMatches;
import io.parley.core.filter.FilterCondition.TextOperator;
import io.parley.core.filter.Scope;
import io.parley.core.i18n.LocalizedText;
import io.parley.core.log.PhoneCall;
import io.parley.core.metric.Measure.Clients.Which;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The declaration of every statistic of our own: its name, description, rows and aggregate. SQL, answers, metadata and
 * the page {@code docs/metrics.md} derive from these lines. A new metric needs one new declaration.
 *
 * <p>Sessions of the test widget never count (help pages).
 */
public enum Metric {
    SESSIONS(
            titled("Sessions", "Сессии"),
            meaning("Sessions that began in the period.", "Сессии, начавшиеся в периоде."),
            sessions(),
            new Measure.Count()),
    SESSIONS_WITH_MESSAGES(
            titled("Sessions with messages", "Сессии с сообщениями"),
            meaning(
                    "Sessions in which the client said something: any phrase but /start, or a file.",
                    "Сессии, в которых клиент что-то сказал: любая фраза, кроме /start, или файл."),
            sessions(is(new Holds(Attribute.HAS_QUESTIONS))),
            new Measure.Count()),
    SESSIONS_WITHOUT_MESSAGES(
            titled("Sessions without messages", "Сессии без сообщений"),
            meaning(
                    "Sessions in which the client said nothing: only /start, or events.",
                    "Сессии, в которых клиент ничего не сказал: только /start или события."),
            sessions(isNot(new Holds(Attribute.HAS_QUESTIONS))),
            new Measure.Count()),
    MESSAGES(
            titled("Client messages", "Сообщения клиентов"),
            meaning(
                    "Messages in which the client said something: any phrase but /start, or a file.",
                    "Сообщения, в которых клиент что-то сказал: любая фраза, кроме /start, или файл."),
            messages(is(new Holds(Attribute.IS_CLIENT_MESSAGE))),
            new Measure.Count()),
    UNIQUE_CLIENTS(
            titled("Clients", "Клиенты"),
            meaning(
                    "Clients with a message. Each counts once in every interval, and once in total.",
                    "Клиенты, у которых есть сообщение. Каждый считается один раз в каждом интервале и один раз в"
                            + " итоге."),
            messages(),
            new Measure.Clients(Which.ALL)),
    NEW_CLIENTS(
            titled("New clients", "Новые клиенты"),
            meaning(
                    "Clients whose first contact ever lies in the period; on the chart, in the interval.",
                    "Клиенты, чьё самое первое обращение попадает в период; на графике — в интервал."),
            messages(),
            new Measure.Clients(Which.NEW)),
    RETURNING_CLIENTS(
            titled("Returning clients", "Вернувшиеся клиенты"),
            meaning(
                    "Clients with a message in an interval who had been there before it: once on the chart for every"
                            + " such interval, once in total. A client can be new and returning in one period.",
                    "Клиенты с сообщением в интервале, которые обращались до него: на графике — один раз в каждом"
                            + " таком интервале, в итоге — один раз. За период клиент может быть и новым, и вернувшимся."),
            messages(),
            new Measure.Clients(Which.RETURNING)),
    MESSAGES_PER_SESSION(
            titled("Messages per session", "Сообщений на сессию"),
            meaning(
                    "Client messages of the sessions with messages, on average.",
                    "Среднее количество сообщений клиента в сессиях с сообщениями."),
            sessions(is(new Holds(Attribute.HAS_QUESTIONS))),
            new Measure.Mean(Quantity.CLIENT_MESSAGES)),
    SESSION_LENGTH(
            titled("Session length", "Длительность сессии"),
            meaning(
                    "From the first to the last message, over sessions of at least two.",
                    "От первого до последнего сообщения, по сессиям хотя бы из двух."),
            sessions(is(FilterCondition.HAS_LENGTH)),
            new Measure.Percentiles(Quantity.SESSION_LENGTH)),
    RESPONSE_TIME(
            titled("Bot response time", "Время ответа бота"),
            meaning(
                    "How long the bot took to answer, over messages that say so.",
                    "Сколько времени бот отвечал, по сообщениям, где это указано."),
            messages(),
            new Measure.Percentiles(Quantity.RESPONSE_TIME)),
    TRANSFERS(
            titled("Transfers", "Переводы"),
            meaning(
                    "Sessions that were handed to a human agent, each once, when it happened first.",
                    "Сессии, переведённые на оператора: каждая один раз, в момент первого перевода."),
            new Rows(Scope.SESSION, TimeDimension.FIRST_TRANSFER, List.of(is(FilterCondition.TRANSFERRED))),
            new Measure.Count()),
    TRANSFER_RATE(
            titled("Transfers to agents", "Переводы на оператора"),
            meaning(
                    "The part of the sessions with messages that was handed to a human agent.",
                    "Доля сессий с сообщениями, переведённых на оператора."),
            sessions(is(new Holds(Attribute.HAS_QUESTIONS))),
            share(FilterCondition.TRANSFERRED)),
    AUTOMATION_RATE(
            titled("Automation", "Автоматизация"),
            meaning(
                    "The part of the sessions with messages in which the bot coped alone: the script said so, or it"
                            + " said nothing and there was no transfer.",
                    "Доля сессий с сообщениями, где бот справился сам: так сказал сценарий, или он ничего не сказал и"
                            + " перевода не было."),
            sessions(is(new Holds(Attribute.HAS_QUESTIONS))),
            share(FilterCondition.AUTOMATED)),
    UNRECOGNISED_RATE(
            titled("Unrecognised messages", "Нераспознанные сообщения"),
            meaning(
                    "The part of the client messages that a fallback answered: a rule for everything, or a class,"
                            + " state or intent with a name for it, such as CatchAll, NoMatch or nlu_fallback.",
                    "Доля сообщений клиентов, на которые ответил запасной вариант: правило на всё или класс,"
                            + " состояние либо интент с таким именем: CatchAll, NoMatch, nlu_fallback и подобные."),
            messages(is(new Holds(Attribute.IS_CLIENT_MESSAGE))),
            share(FilterCondition.UNRECOGNISED)),
    ERROR_RATE(
            titled("Script errors", "Ошибки сценария"),
            meaning(
                    "The part of the messages at which the script failed.",
                    "Доля сообщений, на которых сценарий упал."),
            messages(),
            share(new Present(List.of(Attribute.EXCEPTION)))),
    SCORE(
            titled("Average score", "Средняя оценка"),
            meaning("The mean of the scores, over sessions that have one.", "Средняя оценка по сессиям, где она есть."),
            sessions(is(new Present(List.of(Attribute.NPS)))),
            new Measure.Mean(Quantity.SCORE)),
    SCORE_DISTRIBUTION(
            titled("Scores", "Оценки"),
            meaning(
                    "Sessions per score, and their part of all that have one.",
                    "Сессии по оценкам и их доля среди всех с оценкой."),
            sessions(is(new Present(List.of(Attribute.NPS)))),
            new Measure.Distribution(Grouping.SCORE)),
    RESULTS(
            titled("Session results", "Результаты сессий"),
            meaning(
                    "Sessions per result, and their part of the sessions with messages. A session has at most one.",
                    "Сессии по результатам и их доля среди сессий с сообщениями. У сессии не больше одного"
                            + " результата."),
            sessions(is(new Holds(Attribute.HAS_QUESTIONS))),
            new Measure.Distribution(Grouping.RESULT)),
    TOPICS(
            titled("Topics", "Тематики"),
            meaning(
                    "Sessions per topic, and their part of the sessions with messages. A session may have several.",
                    "Сессии по тематикам и их доля среди сессий с сообщениями. У сессии может быть несколько тематик."),
            sessions(is(new Holds(Attribute.HAS_QUESTIONS))),
            new Measure.Distribution(Grouping.TOPIC)),
    ACTIONS(
            titled("Actions", "Действия"),
            meaning(
                    "Sessions per action, and their part of the sessions with messages. A session may have several.",
                    "Сессии по действиям и их доля среди сессий с сообщениями. У сессии может быть несколько"
                            + " действий."),
            sessions(is(new Holds(Attribute.HAS_QUESTIONS))),
            new Measure.Distribution(Grouping.ACTION)),
    SESSION_LABELS(
            titled("Session labels", "Метки сессий"),
            meaning(
                    "Sessions per label that they carry now, and their part of all sessions. A session may have"
                            + " several.",
                    "Сессии по меткам, которые на них сейчас, и их доля среди всех сессий. У сессии может быть"
                            + " несколько меток."),
            sessions(),
            new Measure.Distribution(Grouping.SESSION_LABEL)),
    MESSAGE_LABELS(
            titled("Message labels", "Метки сообщений"),
            meaning(
                    "Messages per label that they carry now, and their part of all messages. A message may have"
                            + " several.",
                    "Сообщения по меткам, которые на них сейчас, и их доля среди всех сообщений. У сообщения может"
                            + " быть несколько меток."),
            messages(),
            new Measure.Distribution(Grouping.MESSAGE_LABEL)),
    INCOMING_CALLS(
            titled("Incoming calls", "Входящие звонки"),
            meaning("Phone calls that the client began.", "Звонки, которые начал клиент."),
            calls(is(new Holds(Attribute.CALL_INCOMING))),
            new Measure.Count()),
    OUTGOING_CALLS(
            titled("Outgoing calls", "Исходящие звонки"),
            meaning("Phone calls that the bot began.", "Звонки, которые начал бот."),
            calls(is(new Present(List.of(Attribute.CALL_INCOMING))), isNot(new Holds(Attribute.CALL_INCOMING))),
            new Measure.Count()),
    CALL_LENGTH(
            titled("Call length", "Длительность звонка"),
            meaning(
                    "From the first to the last message of a phone call, on average.",
                    "От первого до последнего сообщения звонка, в среднем."),
            calls(),
            new Measure.Mean(Quantity.SESSION_LENGTH)),
    BILLED_MINUTES(
            titled("Billed minutes", "Оплачиваемые минуты"),
            meaning(
                    "The length of all phone calls, each in steps of 15 seconds, rounded up.",
                    "Длительность всех звонков, каждого — шагами по 15 секунд с округлением вверх."),
            calls(),
            new Measure.Sum(Quantity.BILLED_MINUTES)),
    INPUT_TOKENS(
            titled("Input tokens", "Входные токены"),
            meaning(
                    "Tokens that the language models read for the bot's answers, over messages that say so.",
                    "Токены, прочитанные языковыми моделями для ответов бота, по сообщениям, где это указано."),
            messages(),
            new Measure.Sum(Quantity.INPUT_TOKENS)),
    OUTPUT_TOKENS(
            titled("Output tokens", "Выходные токены"),
            meaning(
                    "Tokens that the language models wrote for the bot's answers, over messages that say so.",
                    "Токены, написанные языковыми моделями для ответов бота, по сообщениям, где это указано."),
            messages(),
            new Measure.Sum(Quantity.OUTPUT_TOKENS)),
    MODEL_COST(
            titled("Cost of models", "Стоимость моделей"),
            meaning(
                    "The cost of the language models in US dollars, over messages that say so.",
                    "Стоимость языковых моделей в долларах США, по сообщениям, где она указана."),
            messages(),
            new Measure.Sum(Quantity.COST)),
    BUSIEST_HOURS(
            titled("Busiest hours", "Часы пик"),
            meaning(
                    "Client messages on each day of the week at each hour, by the caller's clock.",
                    "Сообщения клиентов по дням недели и часам, по времени того, кто смотрит."),
            messages(is(new Holds(Attribute.IS_CLIENT_MESSAGE))),
            new Measure.WeekdayHours());

    private final LocalizedText title;
    private final LocalizedText definition;
    private final Rows rows;
    private final Measure measure;

    Metric(LocalizedText title, LocalizedText definition, Rows rows, Measure measure) {
        this.title = title;
        this.definition = definition;
        this.rows = rows;
        this.measure = measure;
    }

    /**
     * The rows of a metric: sessions or messages that satisfy all clauses.
     *
     * @param placement time that decides whether a row lies in the period, and in which bucket
     */
    public record Rows(Scope scope, TimeDimension placement, List<MetricCondition> clauses) {}

    /** Returns the name in URLs, such as {@code new-clients}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public LocalizedText title() {
        return title;
    }

    public LocalizedText definition() {
        return definition;
    }

    public Rows rows() {
        return rows;
    }

    public Measure measure() {
        return measure;
    }

    private static Measure share(FilterCondition kind) {
        return new Measure.Share(kind);
    }

    private static Rows sessions(MetricCondition... clauses) {
        return new Rows(Scope.SESSION, TimeDimension.SESSION_START, List.of(clauses));
    }

    private static Rows messages(MetricCondition... clauses) {
        return new Rows(Scope.MESSAGE, TimeDimension.MESSAGE_TIME, List.of(clauses));
    }

    /** Returns the sessions of telephone channels; one session is one call. */
    private static Rows calls(MetricCondition... clauses) {
        MetricCondition call = is(new TextMatches(
                List.of(Attribute.CHANNEL_TYPE), TextOperator.EQUALS, List.of(PhoneCall.CHANNEL_TYPE), false));
        return sessions(Stream.concat(Stream.of(call), Arrays.stream(clauses)).toArray(MetricCondition[]::new));
    }

    private static LocalizedText titled(String en, String ru) {
        return new LocalizedText(en, ru);
    }

    private static LocalizedText meaning(String en, String ru) {
        return new LocalizedText(en, ru);
    }
}
