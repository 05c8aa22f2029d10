// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import static io.parley.server.demo.Scenario.scenario;
import static io.parley.server.demo.Step.fromOperator;
import static io.parley.server.demo.Step.toOperator;
import static io.parley.server.demo.UserInput.asked;
import static io.parley.server.demo.UserInput.event;

import io.parley.server.demo.Reply.Card;
import java.util.List;

/** The bank's bot in Russian. */
final class BankInRussian {
    private static final Scenario BALANCE = scenario(
            28,
            asked("Какой у меня баланс?", "Сколько денег на карте?", "баланс", "Покажи остаток", "баланс {card}")
                    .intent("/Баланс", "/Balance")
                    .says("По какому продукту показать остаток?", "Уточните, пожалуйста: карта или счёт?")
                    .buttons("Дебетовая карта", "Кредитная карта", "Вклад", "Счёт")
                    .label(DemoMessageLabel.CARDS),
            asked("{product}")
                    .button("/Balance/Product")
                    .from("/Balance/Told")
                    .says("{product}, последние цифры *{card}: {sum}.", "Сейчас на *{card} доступно {sum}.")
                    .data("Product", "{product}")
                    .topic("accounts")
                    .action("balance told")
                    .result("Баланс сообщён"));

    private static final Scenario BLOCK = scenario(
            12,
            asked("Заблокируйте карту!", "Потерял карту", "Украли кошелёк, что делать??", "Хочу заблокировать карту")
                    .intent("/Блокировка", "/BlockCard")
                    .says("Понимаю, действуем быстро. Заблокировать карту *{card}?")
                    .buttons("Да, заблокировать", "Нет")
                    .label(DemoMessageLabel.CARDS),
            asked("Да, заблокировать", "да", "Да!!! скорее")
                    .regex("(да|заблокир).*", "/BlockCard/Confirmed")
                    .says("Готово, карта *{card} заблокирована 🔒")
                    .says("Новую можно забрать в отделении: {city}, {address}.")
                    .data("Product", "{product}")
                    .data("City", "{city}")
                    .label(DemoSessionLabel.FRAUD)
                    .topic("cards")
                    .action("card blocked")
                    .result("Карта заблокирована"));

    private static final Scenario TRANSFER = scenario(
            12,
            asked("Перевести деньги", "Как перевести {payment} другу?", "Перевод по номеру телефона")
                    .intent("/Перевод", "/Transfer")
                    .says("Кому и сколько переводим?")
                    .label(DemoMessageLabel.PAYMENTS),
            asked("{payment} маме", "на карту *{card}, {payment}", "{payment}")
                    .regex("(?<sum>[\\d ,]+).*", "/Transfer/Sum")
                    .says("Перевожу {payment}. Комиссии нет. Подтвердите кодом из СМС.")
                    .buttons("Отменить"),
            asked("{minutes}{card}", "код {card}")
                    .regex("\\D*(\\d{4,6})", "/Transfer/Code")
                    .from("/Transfer/Done")
                    .says("Перевод {payment} отправлен ✅")
                    .image("https://img.example.org/receipt.png")
                    .topic("payments")
                    .action("money sent")
                    .result("Перевод выполнен"));

    private static final Scenario CREDIT = scenario(
            8,
            asked("Хочу кредит", "Какая ставка по ипотеке?", "Условия по кредитной карте", "кредит наличными")
                    .intent("/Кредит", "/Credit")
                    .carousel(
                            "Вот что мы предлагаем:",
                            new Card("Наличными", "от 14,9 %", "Оформить"),
                            new Card("Ипотека", "от 9,2 %", "Рассчитать"),
                            new Card("Кредитная карта", "120 дней без процентов", "Заказать")),
            asked("Оформить", "Рассчитать", "Заказать")
                    .button("/Credit/Choice")
                    .says("Ваш город — {city}, верно? Менеджер перезвонит {day}-го числа в {time}.")
                    .data("Product", "{product}")
                    .data("City", "{city}")
                    .label(DemoSessionLabel.CALL_BACK)
                    .topic("loans")
                    .action("application sent")
                    .result("Заявка на кредит"));

    private static final Scenario HOURS = scenario(
            14,
            asked("Как работает отделение?", "часы работы", "Вы открыты в субботу?", "Где ближайший банкомат?")
                    .intent("/Отделения", "/Branches")
                    .says("Отделение по адресу {city}, {address}: пн–пт с 9:00 до 20:00, сб с 10:00 до 17:00.")
                    .data("City", "{city}")
                    .topic("branches")
                    .result("Справка выдана"));

    private static final Scenario DISPUTE = scenario(
            6,
            asked("Верните деньги, списали {payment} дважды", "Оспорить операцию", "Мне не вернули {payment}")
                    .intent("/Возврат", "/Refund")
                    .says("Когда была операция?")
                    .label(DemoMessageLabel.PAYMENTS),
            asked("{day} числа", "вчера около {time}", "не помню, посмотрите сами")
                    .regex(".*", "/Refund/Date")
                    .says("Принято обращение {order} на {payment}. Ответим в течение 10 дней.")
                    .data("Order", "{order}")
                    .label(DemoSessionLabel.REFUND)
                    .topic("refunds")
                    .action("refund requested")
                    .result("Возврат оформлен"));

    private static final Scenario COMPLAINT = scenario(
            6,
            asked("У меня жалоба", "Это безобразие!!!", "Ужасный сервис, час жду ответа 😡")
                    .intent("/Жалоба", "/Complaint")
                    .says("Мне очень жаль. Расскажите подробно, что случилось, — передам руководителю.")
                    .label(DemoMessageLabel.NEGATIVE),
            asked(
                            EdgeCases.letterInRussian(),
                            "{day}-го в {time} в отделении на {address} мне нахамили. Уйду в другой банк")
                    .regex("[\\s\\S]*", "/Complaint/Text")
                    .says("Спасибо, жалоба зарегистрирована под номером {order}.")
                    .label(DemoSessionLabel.COMPLAINT)
                    .label(DemoMessageLabel.NEGATIVE)
                    .comment("Передать в отдел качества")
                    .topic("complaints")
                    .action("complaint registered")
                    .result("Жалоба принята"));

    private static final Scenario OPERATOR = scenario(
            8,
            asked("Позовите человека", "оператор", "Соедините с оператором!", "не хочу говорить с роботом")
                    .intent("/Оператор", "/Operator")
                    .says("Перевожу на оператора, подождите минутку.")
                    .result("Перевод на оператора")
                    .handsOver(),
            fromOperator("Здравствуйте! Слушаю вас.", "Добрый день! Чем помочь?"),
            toOperator("Не приходит СМС с кодом", "не могу войти в приложение", "почему отказали в кредите?"),
            fromOperator("Проверяю, одну минуту…", "Уточните, пожалуйста, последние цифры карты."),
            toOperator("{card}", "хорошо, жду", "Только быстрее, пожалуйста"),
            fromOperator("Готово, попробуйте ещё раз.", "Исправили. Спасибо за терпение!"),
            event("livechatFinished", "/Operator/Finished").says("Диалог с оператором завершён. Всё ли решилось?"));

    private static final Scenario SURVEY = scenario(
            9,
            asked("Оценить работу", "Хочу оставить отзыв", "оценка")
                    .intent("/Опрос", "/Survey")
                    .says("Насколько вероятно, что вы порекомендуете нас друзьям? От 0 до 10.")
                    .buttons("0", "5", "8", "9", "10"),
            asked("{score}")
                    .regex("(10|\\d)", "/Survey/Score")
                    .says("Спасибо! Что нам улучшить?")
                    .score("{score}")
                    .data("Score", "{score}"),
            asked("Всё отлично 👍", "приложение тормозит", "Спасибо, ничего", "меньше рекламы, пожалуйста")
                    .regex(".*", "/Survey/Comment")
                    .says("Передам коллегам 🙌")
                    .label(DemoMessageLabel.POSITIVE)
                    .result("Опрос пройден"));

    private static final Scenario SMALL_TALK = scenario(
            7,
            asked("Привет", "как дела?", "Ты робот?", "Доброе утро ☀️", "Расскажи анекдот")
                    .intent("/Болталка", "/SmallTalk")
                    .says("Здравствуйте! Я робот, но стараюсь 🙂", "Всё хорошо, спасибо. Чем помочь?"));

    private static final Scenario FILE = scenario(
            3,
            asked("Сейчас пришлю скан договора", "Куда отправить справку?")
                    .intent("/Документы", "/Documents")
                    .says("Пришлите файл прямо сюда, не больше 10 МБ."),
            event("fileEvent", "/Documents/File")
                    .says("Файл получен, проверим до {time}.")
                    .data("Document", "договор {order}")
                    .topic("documents")
                    .action("document received")
                    .result("Документ получен"));

    private static final Scenario BROKEN = scenario(
            3,
            asked("Выписка за год", "выписку за {day} дней на почту")
                    .intent("/Выписка", "/Statement")
                    .says("Готовлю выписку…")
                    .label(DemoMessageLabel.SCRIPT_ERROR)
                    .fails(EdgeCases.TIMEOUT),
            asked("Ну и где выписка?", "ау", "???")
                    .unrecognised()
                    .says("Что-то пошло не так. Попробуйте, пожалуйста, позже.")
                    .result("Ошибка"));

    private BankInRussian() {}

    static Repertoire repertoire() {
        Exchange start = asked("/start")
                .regex("/start", "/Start")
                .says("Здравствуйте! Я помощник банка «Аврора». Чем помочь?", "Добро пожаловать в банк «Аврора»!")
                .buttons("Баланс", "Заблокировать карту", "Оператор");
        return new Repertoire(
                start,
                List.of(
                        BALANCE,
                        BLOCK,
                        TRANSFER,
                        CREDIT,
                        HOURS,
                        DISPUTE,
                        COMPLAINT,
                        OPERATOR,
                        SURVEY,
                        SMALL_TALK,
                        FILE,
                        BROKEN),
                EdgeCases.asidesInRussian(),
                List.of(
                        asked("Спасибо!", "спс", "Благодарю, всё понятно", "🙏")
                                .intent("/Спасибо", "/Thanks")
                                .says("Рады помочь! Хорошего дня.")
                                .label(DemoMessageLabel.POSITIVE),
                        asked("Пока", "до свидания").intent("/Пока", "/Bye").says("До встречи!")),
                List.of(
                        List.of(start),
                        List.of(start, start),
                        List.of(event("paymentReminder", "/Notice")
                                .says("Напоминаем: {day}-го числа платёж {payment}."))),
                List.of("Дебетовая карта", "Кредитная карта", "Вклад", "Счёт"));
    }
}
