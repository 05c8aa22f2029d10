// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sets the bot off. For a phrase of the client, the next call says how the bot understands it. */
sealed interface Line {

    /**
     * What the client says.
     *
     * @param variants one of them is said; they may name {@link Facts}
     */
    record Phrase(List<String> variants) implements Line {

        Exchange intent(String intent, String state) {
            return understood(state, intent, Understanding.INTENT);
        }

        Exchange regex(String pattern, String state) {
            return understood(state, pattern, Understanding.REGEX);
        }

        Exchange button(String state) {
            return understood(state, null, Understanding.BUTTON);
        }

        Exchange unrecognised() {
            return understood("/catchAll", "catchAll", Understanding.CATCH_ALL);
        }

        private Exchange understood(String state, @Nullable String rule, String ruleType) {
            return Exchange.of(this, new Understanding(state, state, rule, ruleType));
        }
    }

    record Event(String name) implements Line {}

    static Phrase asked(String... variants) {
        return new Phrase(List.of(variants));
    }

    static Exchange event(String name, String state) {
        return Exchange.of(new Event(name), new Understanding(state, state, name, Understanding.EVENT));
    }

    /**
     * How the bot takes what it hears.
     *
     * @param nlpClass the state that was activated
     * @param state the state that answers
     * @param rule null for a button
     * @param ruleType name of the framework's activator
     */
    record Understanding(
            String nlpClass, String state, @Nullable String rule, String ruleType) {
        static final String INTENT = "cailaIntentActivator";
        static final String REGEX = "regexActivator";
        static final String EVENT = "baseEventActivator";
        static final String BUTTON = "buttonActivator";
        static final String CATCH_ALL = "catchAllActivator";

        /** Only the classifier of intents guesses. */
        boolean sure() {
            return !ruleType.equals(INTENT);
        }

        /** A phrase that was not understood leaves the dialog where it is. */
        boolean moves() {
            return !ruleType.equals(CATCH_ALL);
        }
    }
}
