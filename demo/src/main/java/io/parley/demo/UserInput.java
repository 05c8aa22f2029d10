// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Input of the bot. After a phrase of the client, the next call sets how the bot understands it. */
sealed interface UserInput {

    /**
     * Phrase of the client.
     *
     * @param variants one of them is chosen; they may contain {@link DialogVariables}
     */
    record Phrase(List<String> variants) implements UserInput {

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

    record Event(String name) implements UserInput {}

    static Exchange event(String name, String state) {
        return Exchange.of(new Event(name), new Understanding(state, state, name, Understanding.EVENT));
    }

    /**
     * How the bot classifies its input.
     *
     * @param nlpClass the activated state
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

        /** Returns whether the match is certain; only the intent classifier has a lower confidence. */
        boolean sure() {
            return !ruleType.equals(INTENT);
        }

        /** Returns whether the conversation changes its state; a phrase that was not understood leaves it unchanged. */
        boolean moves() {
            return !ruleType.equals(CATCH_ALL);
        }
    }
}
