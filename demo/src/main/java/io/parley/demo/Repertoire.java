// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Dialogues of a bot with its clients.
 *
 * @param opening {@code /start}, or an incoming call
 * @param asides steps that may occur in between
 * @param closings one of them may end a session; a telephone call always ends with one
 * @param silent whole sessions in which the client sends nothing
 * @param products products of its clients; each session is about one of them
 */
record Repertoire(
        Exchange opening,
        List<Scenario> scenarios,
        List<Step> asides,
        List<Step> closings,
        List<List<Step>> silent,
        List<String> products) {
    /** Most exchanges of one session. */
    private static final int LONGEST = 54;

    /** Returns the steps of one session. */
    List<Step> session(RandomChoice dice, boolean phone) {
        if (dice.chance(0.05)) {
            return dice.oneOf(silent);
        }
        List<Step> steps = new ArrayList<>();
        if (phone || dice.chance(0.45)) {
            steps.add(opening);
        }
        boolean stayed = addScenarios(steps, dice, !phone && dice.chance(0.025));
        if (phone || (stayed && dice.chance(0.35))) {
            steps.add(dice.oneOf(closings));
        }
        return steps;
    }

    /**
     * Adds the client's scenarios.
     *
     * @param talkative whether the client brings up many scenarios; few clients do
     * @return whether the client stayed to the end
     */
    private boolean addScenarios(List<Step> steps, RandomChoice dice, boolean talkative) {
        int enough = talkative ? dice.between(22, LONGEST - 2) : dice.between(1, dice.between(2, 14));
        do {
            for (Step step : dice.weighted(scenarios, Scenario::weight).steps()) {
                steps.add(step);
                if (isForBot(step) && dice.chance(talkative ? 0.15 : 0.1)) {
                    steps.add(dice.oneOf(asides));
                }
                // Some clients leave in the middle of a scenario.
                if (steps.size() >= LONGEST || (!talkative && dice.chance(0.04))) {
                    return false;
                }
            }
        } while (steps.size() < enough);
        return true;
    }

    /** Returns whether the bot, and not an operator, handles the step. */
    private static boolean isForBot(Step step) {
        return switch (step) {
            case Exchange exchange -> !(exchange.outcome() instanceof Exchange.Result.HandedOver);
            case Step.ToOperator phrase -> false;
            case Step.FromOperator text -> false;
        };
    }
}
