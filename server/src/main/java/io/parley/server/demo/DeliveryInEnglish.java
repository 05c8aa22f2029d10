// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import static io.parley.server.demo.Scenario.scenario;
import static io.parley.server.demo.Step.fromOperator;
import static io.parley.server.demo.Step.toOperator;
import static io.parley.server.demo.UserInput.asked;
import static io.parley.server.demo.UserInput.event;

import io.parley.server.demo.Reply.Card;
import java.util.List;

/** The delivery service's bot in English. */
final class DeliveryInEnglish {
    private static final Scenario STATUS = scenario(
            30,
            asked("Where is my order?", "track {order}", "when will it arrive", "order status")
                    .intent("OrderStatus", "/order")
                    .says("Please give me the order number. It begins with an R.")
                    .label(DemoMessageLabel.DELIVERY),
            asked("{order}", "it's {order}")
                    .regex(".*(R-\\d{5}).*", "/order/number")
                    .from("/order/status")
                    .says("{order} is {minutes} minutes away 🚚", "{order} has reached {city}.")
                    .image("https://img.example.org/map.png")
                    .data("Order", "{order}")
                    .data("City", "{city}")
                    .topic("orders")
                    .action("status told")
                    .result("Status told"));

    private static final Scenario REFUND = scenario(
            10,
            asked("I want my money back for {order}", "wrong item", "My parcel is broken 😭")
                    .intent("Refund", "/refund")
                    .says("So sorry! Please send a photo."),
            event("fileEvent", "/refund/photo")
                    .says("Thank you. {payment} will be back on your card within three days.")
                    .data("Order", "{order}")
                    .label(DemoSessionLabel.REFUND)
                    .topic("refunds")
                    .action("refund requested")
                    .result("Refund requested"));

    private static final Scenario PRICE = scenario(
            10,
            asked("How much is delivery?", "prices", "do you deliver to {city}?")
                    .intent("Prices", "/price")
                    .carousel(
                            "To {city}, from {fee}:",
                            new Card("Standard", "two days", "Order"),
                            new Card("Express", "two hours", "Order"))
                    .data("City", "{city}")
                    .topic("prices")
                    .result("Prices told"));

    private static final Scenario BROKEN = scenario(
            4,
            asked("track R-00000", "{order}?{order}?")
                    .regex(".*(R-\\d{5}).*", "/order/number")
                    .label(DemoMessageLabel.SCRIPT_ERROR)
                    .fails(EdgeCases.NO_SUCH_ORDER));

    private static final Scenario OPERATOR = scenario(
            7,
            asked("human please", "The courier does not answer, get me somebody", "agent")
                    .intent("Agent", "/agent")
                    .says("Calling an agent.")
                    .result("Handed over")
                    .handsOver(),
            fromOperator("Hello! What happened?"),
            toOperator("The courier went to the wrong house", "{order} is {minutes} minutes late"),
            fromOperator("I can see {order}. Let me call the courier."),
            fromOperator("{minutes} more minutes, and your next delivery is free."),
            event("livechatFinished", "/agent/finished").says("The agent has left. Thank you for your patience!"));

    private static final Scenario SURVEY = scenario(
            8,
            event("orderDelivered", "/survey").says("{order} has arrived. How did we do, from 0 to 10?"),
            asked("{score}", "{score}/10")
                    .regex("(10|\\d).*", "/survey/score")
                    .says("Thank you!")
                    .score("{score}")
                    .data("Score", "{score}")
                    .data("Product", "{product}")
                    .label(DemoSessionLabel.VIP)
                    .result("Survey done"));

    private static final Scenario COMPLAINT = scenario(
            4,
            asked("terrible service", "I have a complaint")
                    .intent("Complaint", "/complaint")
                    .says("Please write down what happened.")
                    .label(DemoMessageLabel.NEGATIVE),
            asked(EdgeCases.letterInEnglish(), "Nobody rang, and the parcel was left in the rain at {address}")
                    .regex("[\\s\\S]*", "/complaint/text")
                    .says("Registered as {order}. A manager will call you on the {day}th at {time}.")
                    .label(DemoSessionLabel.COMPLAINT)
                    .label(DemoSessionLabel.CALL_BACK)
                    .topic("complaints")
                    .action("complaint registered")
                    .result("Complaint taken"));

    private DeliveryInEnglish() {}

    static Repertoire repertoire() {
        Exchange start = asked("/start")
                .regex("/start", "/start")
                .says("Hi! This is Comet. I know where your parcels are 🚀")
                .buttons("Where is my order?", "Prices", "Agent");
        return new Repertoire(
                start,
                List.of(STATUS, REFUND, PRICE, BROKEN, OPERATOR, SURVEY, COMPLAINT),
                EdgeCases.asidesInEnglish(),
                List.of(asked("thanks", "ok", "brilliant 🔥")
                        .intent("Thanks", "/thanks")
                        .says("Any time!")),
                List.of(
                        List.of(start),
                        List.of(
                                event("orderOnTheWay", "/notice").says("{order} is on its way."),
                                event("orderDelivered", "/notice").says("{order} has been delivered."))),
                List.of("Parcel", "Groceries", "Documents"));
    }
}
