// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/**
 * The bot's interpretation of a message (the contract's {@code NlpInfo}).
 *
 * @param state state that produced the answer
 * @param nlpClass class in which processing began
 * @param fromState state of the dialog before the message
 * @param confidence 0 to 1
 */
public record Nlp(
        @Nullable String state,
        @Nullable String nlpClass,
        @Nullable String fromState,
        @Nullable String pattern,
        @Nullable String effectivePattern,
        @Nullable Double confidence,
        @Nullable String rule,
        @Nullable String ruleType) {
    public static final Nlp NONE = new Nlp(null, null, null, null, null, null, null, null);

    public Nlp {
        state = Texts.storableOrNull(state);
        nlpClass = Texts.storableOrNull(nlpClass);
        fromState = Texts.storableOrNull(fromState);
        pattern = Texts.storableOrNull(pattern);
        effectivePattern = Texts.storableOrNull(effectivePattern);
        rule = Texts.storableOrNull(rule);
        ruleType = Texts.storableOrNull(ruleType);
    }

    /** Returns a copy with states, classes and rules, without the parts of the phrase that a pattern matched. */
    Nlp withoutContent() {
        return new Nlp(state, nlpClass, fromState, null, null, confidence, rule, ruleType);
    }
}
