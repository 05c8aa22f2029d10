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
 * @param saidIntent the intent, where the bot says it plainly and it does not follow from the rule; null where it follows
 */
public record Nlp(
        @Nullable String state,
        @Nullable String nlpClass,
        @Nullable String fromState,
        @Nullable String pattern,
        @Nullable String effectivePattern,
        @Nullable Double confidence,
        @Nullable String rule,
        @Nullable String ruleType,
        @Nullable String saidIntent) {
    public static final Nlp NONE = new Nlp(null, null, null, null, null, null, null, null);

    /** Part of the rule types of JAICF's activators for intents. */
    private static final String BY_INTENT = "IntentActivator";
    /** The rule type of JAICF's activator for everything, by which a message counts as not recognised. */
    public static final String CATCH_ALL = "catchAllActivator";
    /** Ends the rule type of a message that the bot says it recognised although its rule, state or intent looks like a fallback. */
    public static final String RECOGNISED = "recognised";

    /** What the bot says about rules only. */
    public Nlp(
            @Nullable String state,
            @Nullable String nlpClass,
            @Nullable String fromState,
            @Nullable String pattern,
            @Nullable String effectivePattern,
            @Nullable Double confidence,
            @Nullable String rule,
            @Nullable String ruleType) {
        this(state, nlpClass, fromState, pattern, effectivePattern, confidence, rule, ruleType, null);
    }

    public Nlp {
        state = TextNormalizer.storableOrNull(state);
        nlpClass = TextNormalizer.storableOrNull(nlpClass);
        fromState = TextNormalizer.storableOrNull(fromState);
        pattern = TextNormalizer.storableOrNull(pattern);
        effectivePattern = TextNormalizer.storableOrNull(effectivePattern);
        rule = TextNormalizer.storableOrNull(rule);
        ruleType = TextNormalizer.storableOrNull(ruleType);
        saidIntent = TextNormalizer.storableOrNull(saidIntent);
        if (saidIntent != null && saidIntent.equals(intentOf(rule, ruleType))) {
            saidIntent = null;
        }
    }

    /** The intent that was recognised: the one said plainly, or the rule that an activator for intents, or one without a type, chose. */
    public @Nullable String intent() {
        return saidIntent == null ? intentOf(rule, ruleType) : saidIntent;
    }

    /** Whether there is nothing beside an intent that the bot says plainly. */
    public boolean saysNothingOfRules() {
        return equals(new Nlp(null, null, null, null, null, null, null, null, saidIntent));
    }

    private static @Nullable String intentOf(@Nullable String rule, @Nullable String ruleType) {
        return ruleType == null || ruleType.contains(BY_INTENT) ? rule : null;
    }

    /**
     * The same with what the bot says plainly. Whether it recognised the message stays as the end of the rule type: there it is kept, shown and
     * reported again.
     *
     * @param intent null when it follows from the rule
     * @param unrecognised null when it follows from rule, state and intent
     */
    public Nlp saying(@Nullable String intent, @Nullable Boolean unrecognised) {
        String said = intent == null ? intent() : intent;
        String type = unrecognised == null ? ruleType : ending(unrecognised ? CATCH_ALL : RECOGNISED);
        return new Nlp(state, nlpClass, fromState, pattern, effectivePattern, confidence, rule, type, said);
    }

    private String ending(String last) {
        return ruleType == null ? last : ruleType.endsWith(last) ? ruleType : ruleType + "/" + last;
    }

    /**
     * Returns what the bot understood after a further step: the step's state and class where it has them, and its rule and intent as a whole where
     * it has one.
     */
    public Nlp followedBy(Nlp step) {
        boolean decides = step.pattern != null
                || step.effectivePattern != null
                || step.confidence != null
                || step.rule != null
                || step.ruleType != null
                || step.saidIntent != null;
        Nlp rules = decides ? step : this;
        return new Nlp(
                step.state == null ? state : step.state,
                step.nlpClass == null ? nlpClass : step.nlpClass,
                step.fromState == null ? fromState : step.fromState,
                rules.pattern,
                rules.effectivePattern,
                rules.confidence,
                rules.rule,
                rules.ruleType,
                rules.saidIntent);
    }

    /** Returns a copy with states, classes and rules, without the parts of the phrase that a pattern matched. */
    Nlp withoutContent() {
        return new Nlp(state, nlpClass, fromState, null, null, confidence, rule, ruleType, saidIntent);
    }

    /** Spelt as it was before intents were said plainly, because {@link Keys#digest} depends on it. */
    @Override
    public String toString() {
        return "Nlp[state=" + state + ", nlpClass=" + nlpClass + ", fromState=" + fromState + ", pattern=" + pattern
                + ", effectivePattern=" + effectivePattern + ", confidence=" + confidence + ", rule=" + rule
                + ", ruleType=" + ruleType + (saidIntent == null ? "]" : ", saidIntent=" + saidIntent + "]");
    }
}
