// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import static io.parley.server.demo.Scenario.scenario;
import static io.parley.server.demo.UserInput.asked;
import static io.parley.server.demo.UserInput.event;

import java.util.List;

/** The call centre in Russian: incoming and outgoing calls. */
final class CallsInRussian {
    private static final Scenario HOURS = scenario(
            12,
            asked("до скольки вы работаете", "режим работы подскажите", "вы завтра открыты")
                    .intent("/ЧасыРаботы", "/Hours")
                    .says("Мы работаем ежедневно с восьми до двадцати двух часов. Что-нибудь ещё?")
                    .topic("branches")
                    .result("Справка выдана"),
            asked("нет спасибо", "всё понятно", "нет").intent("/Нет", "/No").says("Спасибо за звонок!"));

    private static final Scenario APPOINTMENT = scenario(
            16,
            asked("хочу записаться", "запишите меня на {day} число", "мне нужна запись")
                    .intent("/Запись", "/Appointment")
                    .says("На какое число вас записать?"),
            asked("{day}", "на {day} число", "ну давайте {day}")
                    .regex(".*?(\\d{1,2}).*", "/Appointment/Day")
                    .says("Есть свободное время в {time}. Подходит?"),
            asked("да", "подходит", "да конечно")
                    .regex("да.*|подходит", "/Appointment/Yes")
                    .from("/Appointment/Done")
                    .says("Записала вас на {day} число, {time}. Адрес: {city}, {address}.")
                    .data("City", "{city}")
                    .data("Product", "{product}")
                    .topic("appointments")
                    .action("appointment made")
                    .result("Запись создана"));

    private static final Scenario OPERATOR = scenario(
            8,
            asked("соедините с оператором", "оператора", "девушка позовите человека")
                    .intent("/Оператор", "/Operator")
                    .says("Перевожу ваш звонок, оставайтесь на линии.")
                    .result("Перевод на оператора")
                    .handsOver(),
            event("transfer", "/Operator/Transfer"));

    private static final Scenario DEBT = scenario(
            14,
            asked("да", "да это я", "слушаю")
                    .intent("/Да", "/Debt")
                    .says("У вас задолженность {payment}. Когда вы сможете её оплатить?"),
            asked("на этой неделе", "{day} числа", "денег нет", "я уже платил")
                    .intent("/Обещание", "/Debt/Promise")
                    .says("Записала: {day} число. Напомним сообщением.")
                    .data("Promise", "{day}")
                    .data("Debt", "{payment}")
                    .label(DemoSessionLabel.OVERDUE)
                    .topic("debts")
                    .action("payment promised")
                    .result("Обещан платёж"));

    private static final Scenario SURVEY = scenario(
            10,
            asked("да", "ну давайте только быстро", "алло да")
                    .intent("/Да", "/Survey")
                    .says("Оцените, пожалуйста, нашу работу от нуля до десяти.")
                    .audio("https://audio.example.org/beep.mp3"),
            asked("{score}", "ну пусть будет {score}")
                    .regex(".*?(10|\\d).*", "/Survey/Score")
                    .says("Спасибо! Что нам исправить?")
                    .score("{score}")
                    .data("Score", "{score}"),
            asked("всё хорошо", "звоните пореже", "долго ждать на линии")
                    .regex(".*", "/Survey/Comment")
                    .says("Благодарю вас, всего доброго!")
                    .label(DemoMessageLabel.POSITIVE)
                    .result("Опрос пройден"));

    private static final Scenario REFUSAL = scenario(
            8,
            asked("не звоните сюда больше", "мне некогда", "неинтересно")
                    .intent("/Отказ", "/Refusal")
                    .says("Извините за беспокойство.")
                    .label(DemoMessageLabel.NEGATIVE)
                    .result("Отказ от разговора"));

    private static final List<Step> ASIDES = List.of(
            event("speechNotRecognized", "/Silence").says("Вас плохо слышно. Повторите, пожалуйста."),
            asked("алё алё", "это кто вообще", "а погода какая завтра", "минуточку у меня каша убегает")
                    .unrecognised()
                    .says("Извините, не поняла вас.")
                    .label(DemoMessageLabel.UNRECOGNISED));

    private static final List<Step> HANGUP = List.of(event("hangup", "/Hangup"), event("botHangup", "/Hangup"));

    private CallsInRussian() {}

    static Repertoire incoming() {
        Exchange ringing =
                event("ringing", "/Ringing").says("Здравствуйте! Вы позвонили в клинику «Ромашка». Слушаю вас.");
        return new Repertoire(
                ringing,
                List.of(HOURS, APPOINTMENT, OPERATOR),
                ASIDES,
                HANGUP,
                List.of(List.of(ringing, event("hangup", "/Hangup"))),
                List.of("Терапевт", "Стоматолог", "Анализы"));
    }

    static Repertoire outgoing() {
        Exchange ringing = event("ringing", "/Ringing").says("Здравствуйте, {name}! Вам удобно говорить?");
        return new Repertoire(
                ringing,
                List.of(DEBT, SURVEY, REFUSAL),
                ASIDES,
                HANGUP,
                List.of(
                        List.of(event("onCallNotConnected", "/NoAnswer").result("Недозвон")),
                        List.of(ringing, event("hangup", "/Hangup"))),
                List.of("Рассрочка", "Страховка"));
    }
}
