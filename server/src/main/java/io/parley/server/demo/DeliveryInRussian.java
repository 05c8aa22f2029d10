// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import static io.parley.server.demo.Scenario.scenario;
import static io.parley.server.demo.Step.fromOperator;
import static io.parley.server.demo.Step.toOperator;
import static io.parley.server.demo.UserInput.asked;
import static io.parley.server.demo.UserInput.event;

import java.util.List;

/** The delivery service's bot in Russian. */
final class DeliveryInRussian {
    private static final Scenario STATUS = scenario(
            30,
            asked("Где мой заказ?", "статус {order}", "Когда привезут?", "заказ {order} где")
                    .intent("/Статус", "/Order")
                    .says("Напишите номер заказа, он начинается с R.")
                    .label(DemoMessageLabel.DELIVERY),
            asked("{order}", "номер {order}")
                    .regex(".*(R-\\d{5}).*", "/Order/Number")
                    .from("/Order/Status")
                    .says("{order}: курьер в пути, приедет через {minutes} мин. 🚚", "{order} уже в городе {city}.")
                    .image("https://img.example.org/map.png")
                    .data("Order", "{order}")
                    .data("City", "{city}")
                    .topic("orders")
                    .action("status told")
                    .result("Статус сообщён"));

    private static final Scenario CHANGE = scenario(
            12,
            asked("Перенести доставку", "Можно привезти завтра?", "поменять адрес")
                    .intent("/Перенос", "/Change")
                    .says("На какое время перенести?")
                    .buttons("Сегодня вечером", "Завтра утром", "Другой адрес"),
            asked("Сегодня вечером", "Завтра утром")
                    .button("/Change/Time")
                    .says("Записал: {day}-го числа к {time}.")
                    .topic("orders")
                    .action("delivery moved")
                    .result("Доставка перенесена"));

    private static final Scenario REFUND = scenario(
            8,
            asked("Привезли не то", "Хочу вернуть деньги за {order}", "товар разбит 😭")
                    .intent("/Возврат", "/Refund")
                    .says("Очень жаль! Пришлите, пожалуйста, фото."),
            event("fileEvent", "/Refund/Photo")
                    .says("Фото получено. Вернём {payment} в течение трёх дней.")
                    .data("Order", "{order}")
                    .label(DemoSessionLabel.REFUND)
                    .label(DemoMessageLabel.PAYMENTS)
                    .topic("refunds")
                    .action("refund requested")
                    .result("Возврат оформлен"));

    private static final Scenario BROKEN = scenario(
            4,
            asked("{order}{order}", "статус R-00000")
                    .regex(".*(R-\\d{5}).*", "/Order/Number")
                    .label(DemoMessageLabel.SCRIPT_ERROR)
                    .fails(EdgeCases.NO_SUCH_ORDER));

    private static final Scenario OPERATOR = scenario(
            7,
            asked("оператор", "Живой человек есть?", "Курьер не отвечает, позовите оператора")
                    .intent("/Оператор", "/Operator")
                    .says("Зову оператора.")
                    .result("Перевод на оператора")
                    .handsOver(),
            fromOperator("Здравствуйте! Что случилось?"),
            toOperator("Курьер уехал не туда", "заказ {order} опаздывает на {minutes} минут"),
            fromOperator("Связываюсь с курьером.", "Вижу заказ {order}, сейчас уточню."),
            fromOperator("Курьер будет через {minutes} минут, скидка 10 % на следующий заказ ваша."),
            event("livechatFinished", "/Operator/Finished").says("Оператор отключился. Спасибо за обращение!"));

    private static final Scenario SURVEY = scenario(
            8,
            event("orderDelivered", "/Survey").says("Заказ {order} доставлен. Оцените нас от 0 до 10!"),
            asked("{score}", "{score} из 10")
                    .regex("(10|\\d).*", "/Survey/Score")
                    .says("Спасибо за оценку!")
                    .score("{score}")
                    .data("Score", "{score}")
                    .data("Product", "{product}")
                    .label(DemoSessionLabel.LOYAL)
                    .result("Опрос пройден"));

    private static final Scenario PRICE = scenario(
            10,
            asked("Сколько стоит доставка?", "цена доставки {city}", "до скольки работаете?")
                    .intent("/Цены", "/Price")
                    .says("Доставка ({city}) — от {fee}, ежедневно с 8 до 23.")
                    .data("City", "{city}")
                    .topic("branches")
                    .result("Справка выдана"));

    private DeliveryInRussian() {}

    static Repertoire repertoire() {
        Exchange start = asked("/start")
                .regex("/start", "/Start")
                .says("Привет! Это «Комета». Помогу с доставкой 🚀")
                .buttons("Где мой заказ?", "Перенести доставку", "Оператор");
        return new Repertoire(
                start,
                List.of(STATUS, CHANGE, REFUND, BROKEN, OPERATOR, SURVEY, PRICE),
                EdgeCases.asidesInRussian(),
                List.of(asked("Спасибо", "ок", "Супер 🔥")
                        .intent("/Спасибо", "/Thanks")
                        .says("Всегда пожалуйста!")),
                List.of(
                        List.of(start),
                        List.of(
                                event("orderAccepted", "/Notice").says("Заказ {order} принят."),
                                event("orderOnTheWay", "/Notice").says("Заказ {order} в пути."),
                                event("orderDelivered", "/Notice").says("Заказ {order} доставлен."))),
                List.of("Посылка", "Продукты", "Документы"));
    }
}
