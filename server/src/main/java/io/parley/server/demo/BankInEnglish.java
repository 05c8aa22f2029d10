// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import static io.parley.server.demo.Scenario.scenario;
import static io.parley.server.demo.Step.fromOperator;
import static io.parley.server.demo.Step.toOperator;
import static io.parley.server.demo.UserInput.asked;
import static io.parley.server.demo.UserInput.event;

import java.util.List;

/** The bank's bot in English. */
final class BankInEnglish {
    private static final Scenario BALANCE = scenario(
            26,
            asked("What's my balance?", "balance", "How much money do I have", "show me account {card}")
                    .intent("Balance", "/balance")
                    .says("Which product would you like to see?")
                    .buttons("Current account", "Savings", "Credit card", "Joint account")
                    .label(DemoMessageLabel.CARDS),
            asked("{product}")
                    .button("/balance/product")
                    .from("/balance/told")
                    .says("{product} ending in {card}: {sum} available.", "You have {sum} on *{card}.")
                    .data("Product", "{product}")
                    .topic("accounts")
                    .action("balance told")
                    .result("Balance told"));

    private static final Scenario BLOCK = scenario(
            10,
            asked("Block my card", "I lost my card!", "my wallet was stolen", "freeze card {card} please")
                    .intent("BlockCard", "/block")
                    .says("I'm sorry to hear that. Shall I block the card ending in {card}?")
                    .buttons("Yes, block it", "No"),
            asked("Yes, block it", "yes", "YES PLEASE HURRY")
                    .regex("(?i)yes.*", "/block/confirmed")
                    .says("Done: *{card} is blocked 🔒")
                    .says("A new card will be waiting at {address}, {city}.")
                    .data("City", "{city}")
                    .label(DemoSessionLabel.FRAUD)
                    .label(DemoMessageLabel.CARDS)
                    .topic("cards")
                    .action("card blocked")
                    .result("Card blocked"));

    private static final Scenario HOURS = scenario(
            12,
            asked("When are you open?", "opening hours", "are you open on saturday", "nearest cash machine?")
                    .intent("OpeningHours", "/hours")
                    .says("{address}, {city}: Monday to Friday 9 am to 5 pm, Saturday until 1 pm.")
                    .data("City", "{city}")
                    .topic("branches")
                    .result("Hours told"));

    private static final Scenario REFUND = scenario(
            8,
            asked("I was charged {payment} twice", "refund please", "I don't recognise a payment of {payment}")
                    .intent("Refund", "/refund")
                    .says("On which day was the payment?")
                    .label(DemoMessageLabel.PAYMENTS),
            asked("on the {day}th", "yesterday, around {time}", "no idea")
                    .regex(".*", "/refund/date")
                    .says("Your case {order} over {payment} is open. We'll answer within 10 days.")
                    .data("Order", "{order}")
                    .label(DemoSessionLabel.REFUND)
                    .topic("refunds")
                    .action("refund requested")
                    .result("Refund requested"));

    private static final Scenario COMPLAINT = scenario(
            5,
            asked("I want to complain", "this is outrageous 😡", "worst bank ever")
                    .intent("Complaint", "/complaint")
                    .says("I'm very sorry. Please tell me what happened, in as many words as you like.")
                    .label(DemoMessageLabel.NEGATIVE),
            asked(EdgeCases.letterInEnglish(), "Your clerk in {city} was rude to me on the {day}th, at {time}.")
                    .regex("[\\s\\S]*", "/complaint/text")
                    .says("Thank you. Your complaint is registered as {order}.")
                    .label(DemoSessionLabel.COMPLAINT)
                    .comment("For the quality team")
                    .topic("complaints")
                    .action("complaint registered")
                    .result("Complaint taken"));

    private static final Scenario OPERATOR = scenario(
            9,
            asked("agent", "Let me talk to a human", "I want a real person", "operator please")
                    .intent("Agent", "/agent")
                    .says("I'm passing you on to an agent, one moment.")
                    .result("Handed over")
                    .handsOver(),
            fromOperator("Hello {name}, how can I help?", "Good day, what can I do for you?"),
            toOperator("The app does not let me in", "I never get the code by text", "why was my loan refused?"),
            fromOperator("Let me check…", "Could you give me the last digits of your card?"),
            toOperator("{card}", "ok, waiting", "sure"),
            fromOperator("That should work now. Please try again.", "Sorted. Anything else?"),
            event("livechatFinished", "/agent/finished").says("The agent has left. Is everything settled?"));

    private static final Scenario NOBODY = scenario(
            2,
            asked("agent now!", "is anybody there at this hour?")
                    .intent("Agent", "/agent")
                    .says("Looking for an agent…"),
            event("noLivechatOperatorsOnline", "/agent/nobody")
                    .says("Nobody is in at the moment. Shall we call you on the {day}th at {time}?")
                    .label(DemoSessionLabel.CALL_BACK)
                    .result("No agent"));

    private static final Scenario SURVEY = scenario(
            8,
            asked("feedback", "I'd like to rate you", "rate")
                    .intent("Survey", "/survey")
                    .says("How likely are you to recommend us to a friend, from 0 to 10?")
                    .buttons("0", "5", "8", "9", "10"),
            asked("{score}")
                    .regex("(10|\\d)", "/survey/score")
                    .says("Thank you! What could we do better?")
                    .score("{score}")
                    .data("Score", "{score}"),
            asked("nothing, all good 👍", "The app is slow", "fewer letters please", "-")
                    .regex(".*", "/survey/comment")
                    .says("I'll pass that on 🙌")
                    .result("Survey done"));

    private static final Scenario SMALL_TALK = scenario(
            8,
            asked("hi", "Hello!", "how are you?", "Are you a robot?", "tell me a joke", "good morning ☀️")
                    .intent("SmallTalk", "/smalltalk")
                    .says("Hello! I'm a bot, and happy to help 🙂", "All well, thanks. What can I do for you?"));

    private static final Scenario BROKEN = scenario(
            3,
            asked("Statement for last year", "send me a statement of the last {day} days")
                    .intent("Statement", "/statement")
                    .says("Preparing your statement…")
                    .label(DemoMessageLabel.SCRIPT_ERROR)
                    .fails(EdgeCases.TIMEOUT),
            event("fileEvent", "/documents/file")
                    .says("I've got your file, thank you.")
                    .topic("documents")
                    .action("document received")
                    .result("Document received"));

    private BankInEnglish() {}

    static Repertoire repertoire() {
        Exchange start = asked("/start")
                .regex("/start", "/start")
                .says("Hello! I'm the assistant of Aurora Bank. How can I help?", "Welcome to Aurora Bank!")
                .buttons("Balance", "Block a card", "Agent");
        return new Repertoire(
                start,
                List.of(BALANCE, BLOCK, HOURS, REFUND, COMPLAINT, OPERATOR, NOBODY, SURVEY, SMALL_TALK, BROKEN),
                EdgeCases.asidesInEnglish(),
                List.of(asked("thanks", "Thank you!", "cheers 🙏", "great, bye")
                        .intent("Thanks", "/thanks")
                        .says("You're welcome. Have a nice day!")
                        .label(DemoMessageLabel.POSITIVE)),
                List.of(
                        List.of(start),
                        List.of(event("paymentReminder", "/notice")
                                .says("Reminder: {payment} is due on the {day}th."))),
                List.of("Current account", "Savings", "Credit card", "Joint account"));
    }
}
