// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import static io.parley.server.demo.Scenario.scenario;
import static io.parley.server.demo.UserInput.asked;
import static io.parley.server.demo.UserInput.event;

import java.util.List;

/** The call centre in English: incoming calls. */
final class CallsInEnglish {
    private static final Scenario HOURS = scenario(
            12,
            asked("when do you close", "are you open tomorrow", "opening hours")
                    .intent("OpeningHours", "/hours")
                    .says("We are open from eight to ten, every day. Anything else?")
                    .topic("branches")
                    .result("Hours told"),
            asked("no thank you", "no that's it").intent("No", "/no").says("Thank you for calling!"));

    private static final Scenario APPOINTMENT = scenario(
            16,
            asked("I'd like an appointment", "can I see a doctor", "book me in please")
                    .intent("Appointment", "/appointment")
                    .says("On which day of the month?"),
            asked("the {day}th", "{day}")
                    .regex(".*?(\\d{1,2}).*", "/appointment/day")
                    .says("I have {time}. Does that suit you?"),
            asked("yes", "yes perfect", "that suits me")
                    .regex("yes.*|that suits.*", "/appointment/yes")
                    .from("/appointment/done")
                    .says("You are booked for the {day}th at {time}, {address}, {city}.")
                    .data("City", "{city}")
                    .data("Product", "{product}")
                    .topic("appointments")
                    .action("appointment made")
                    .result("Appointment made"));

    private static final Scenario OPERATOR = scenario(
            8,
            asked("put me through to someone", "operator", "a real person please")
                    .intent("Agent", "/agent")
                    .says("Please hold the line, I am putting you through.")
                    .result("Handed over")
                    .handsOver(),
            event("transfer", "/agent/transfer"));

    private CallsInEnglish() {}

    static Repertoire incoming() {
        Exchange ringing = event("ringing", "/ringing").says("Good day, this is the Daisy clinic. How can I help?");
        return new Repertoire(
                ringing,
                List.of(HOURS, APPOINTMENT, OPERATOR),
                List.of(
                        event("speechNotRecognized", "/silence").says("I cannot hear you well. Could you repeat that?"),
                        asked("hello hello", "who is this", "wait the kettle is boiling", "is it going to rain")
                                .unrecognised()
                                .says("I am sorry, I did not understand.")
                                .label(DemoMessageLabel.UNRECOGNISED)),
                List.of(event("hangup", "/hangup"), event("botHangup", "/hangup")),
                List.of(List.of(ringing, event("hangup", "/hangup"))),
                List.of("Doctor", "Dentist", "Blood test"));
    }
}
