// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/**
 * How the bot understood a message (the contract's {@code NlpInfo}).
 *
 * @param state where the answer was produced
 * @param nlpClass where processing began
 * @param fromState where the dialog stood before
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

    /** States, classes and rules; what a pattern found in a phrase goes. */
    Nlp withoutContent() {
        return new Nlp(state, nlpClass, fromState, null, null, confidence, rule, ruleType);
    }
}
