// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.log.Nlp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one row, not negated by its filter. Only {@link FilterKey declarations} build conditions. The store
 * translates them into SQL, and the test oracle into Java.
 */
public sealed interface FilterCondition {
    /** True of a session handed to a human agent, by a reply of the bot or by a separately reported transfer. */
    FilterCondition TRANSFERRED =
            new AnyOf(List.of(new Holds(Attribute.TRANSFER_REPLY), new Linked(Attribute.TRANSFERS)));

    /** True of a session that needed no agent: the script said so, or it said nothing and no transfer took place. */
    FilterCondition AUTOMATED = new AnyOf(List.of(
            is(Attribute.AUTOMATION, "true"),
            new AllOf(List.of(is(Attribute.AUTOMATION, "unset"), new Not(TRANSFERRED)))));

    /** A session has a length when it has two messages at least: one alone begins and ends it. */
    FilterCondition HAS_LENGTH = new NumberWithin(Attribute.MESSAGE_COUNT, 2.0, null);

    /** What frameworks call the state, the intent, or the action that answers what they do not recognise. */
    List<String> FALLBACKS = List.of(
            // JAICF and JAICP.
            "CatchAll",
            "NoMatch",
            "fallback",
            // Rasa.
            "nlu_fallback",
            "action_default_fallback",
            "action_two_stage_fallback",
            // Dialogflow.
            "Default Fallback Intent",
            "input.unknown",
            "NO_MATCH",
            "sys.no-match-default",
            // Alexa and Lex.
            "AMAZON.FallbackIntent",
            "FallbackIntent",
            // LUIS, CLU, Botpress, and the Bot Framework.
            "None",
            "UnknownIntent",
            // Watson.
            "anything_else",
            "Anything else");

    /**
     * A fallback answered what the client said: a rule for everything, or a class, a state or an intent of which the last name is one of
     * {@link #FALLBACKS}. Where the bot says that it recognised the message, none did.
     */
    FilterCondition UNRECOGNISED = new AllOf(List.of(
            new Holds(Attribute.IS_CLIENT_MESSAGE),
            new AnyOf(List.of(
                    new TextMatches(
                            List.of(Attribute.RULE_TYPE), TextOperator.ENDS_WITH, List.of("atchAllActivator"), true),
                    new TextMatches(
                            List.of(Attribute.NLP_CLASS, Attribute.NLP_STATE, Attribute.INTENT),
                            TextOperator.LAST_NAME,
                            FALLBACKS,
                            false))),
            new Not(new TextMatches(
                    List.of(Attribute.RULE_TYPE), TextOperator.LAST_NAME, List.of(Nlp.RECOGNISED), true))));

    /** Returns the condition that the attribute equals the value, in the same case. */
    static FilterCondition is(Attribute.Text attribute, String value) {
        return new TextMatches(List.of(attribute), TextOperator.EQUALS, List.of(value), true);
    }

    /** Returns the kind of row that the condition tests. */
    Scope scope();

    /** Operators that compare texts. */
    enum TextOperator {
        CONTAINS,
        EQUALS,
        STARTS_WITH,
        ENDS_WITH,
        /** The last name of a path is the value: of {@code /a/b} this is {@code b}. */
        LAST_NAME,
        /** Equals the value, or lies below it in a tree of paths: {@code /a} has {@code /a} and {@code /a/b}. */
        BELOW
    }

    /** True when all conditions are true. All must have the same scope. */
    record AllOf(List<FilterCondition> conditions) implements FilterCondition {
        @Override
        public Scope scope() {
            return conditions.getFirst().scope();
        }
    }

    /** True when the condition is false. */
    record Not(FilterCondition condition) implements FilterCondition {
        @Override
        public Scope scope() {
            return condition.scope();
        }
    }

    /** True when at least one condition is true. All must have the same scope. */
    record AnyOf(List<FilterCondition> conditions) implements FilterCondition {
        @Override
        public Scope scope() {
            return conditions.getFirst().scope();
        }
    }

    /**
     * True when one of the attributes matches one of the values. A missing attribute matches nothing, not even the
     * empty text.
     */
    record TextMatches(
            List<Attribute.Text> attributes, TextOperator operator, List<String> values, boolean caseSensitive)
            implements FilterCondition {
        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** True when the time lies in the range. Both ends are inclusive; a null end is unbounded. */
    record MomentWithin(
            Attribute.Moment attribute,
            @Nullable Instant from,
            @Nullable Instant to) implements FilterCondition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** True when the number lies in the range. Both ends are inclusive; a null end is unbounded. */
    record NumberWithin(
            Attribute.Number attribute,
            @Nullable Double from,
            @Nullable Double to) implements FilterCondition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** True when the number is in the set. */
    record NumberIn(Attribute.Number attribute, Set<Double> numbers) implements FilterCondition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** True when the attribute is true. */
    record Holds(Attribute.Flag attribute) implements FilterCondition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** True when at least one of the attributes has a value. */
    record Present(List<? extends Attribute<?>> attributes) implements FilterCondition {
        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** True when the row has at least one link. */
    record Linked(Attribute.Links<?> attribute) implements FilterCondition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** True when the row is linked to at least one of the ids. */
    record LinkedToAny<E>(Attribute.Links<E> attribute, Set<E> ids) implements FilterCondition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** True when the session has data under the header and the value matches. */
    record DataMatches(String header, TextOperator operator, String value, boolean caseSensitive)
            implements FilterCondition {
        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }

    /** True of the client's first session: no message of the client is older. */
    record FirstOfClient() implements FilterCondition {
        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }

    /** True when the client's messages pass these states, or descendants of them, in this order. */
    record RoutePasses(List<String> states) implements FilterCondition {
        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }
}
