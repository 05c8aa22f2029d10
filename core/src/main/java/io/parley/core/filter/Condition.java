// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.log.Nlp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a filter asks of one row, in its positive form. Built from {@link FilterKey declarations} only; translated into SQL by the
 * store and into Java by the oracle.
 */
public sealed interface Condition {
    /** The session was handed to a human agent: by a reply of the bot, or because it had one called. */
    Condition TRANSFERRED = new AnyOf(List.of(new Holds(Attribute.TRANSFER_REPLY), new Linked(Attribute.TRANSFERS)));

    /** The bot coped alone: the script said so, or it said nothing and there was no transfer. */
    Condition AUTOMATED = new AnyOf(List.of(
            is(Attribute.AUTOMATION, "true"),
            new AllOf(List.of(is(Attribute.AUTOMATION, "unset"), new Not(TRANSFERRED)))));

    /** A session has a length when it has two messages at least: one alone begins and ends it. */
    Condition HAS_LENGTH = new NumberWithin(Attribute.MESSAGE_COUNT, 2.0, null);

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
    Condition UNRECOGNISED = new AllOf(List.of(
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

    /** The attribute is exactly this. */
    static Condition is(Attribute.Text attribute, String value) {
        return new TextMatches(List.of(attribute), TextOperator.EQUALS, List.of(value), true);
    }

    /** What it is true of. */
    Scope scope();

    /** How a text is compared. */
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

    /** All of these are true; they are of one scope. */
    record AllOf(List<Condition> conditions) implements Condition {
        @Override
        public Scope scope() {
            return conditions.getFirst().scope();
        }
    }

    /** This is not true. */
    record Not(Condition condition) implements Condition {
        @Override
        public Scope scope() {
            return condition.scope();
        }
    }

    /** One of these is true; they are of one scope. */
    record AnyOf(List<Condition> conditions) implements Condition {
        @Override
        public Scope scope() {
            return conditions.getFirst().scope();
        }
    }

    /**
     * One of the attributes compares so with one of the values. A missing attribute matches nothing, not even the empty text.
     */
    record TextMatches(
            List<Attribute.Text> attributes, TextOperator operator, List<String> values, boolean caseSensitive)
            implements Condition {
        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** The moment lies in the range; both ends belong to it, a missing end is open. */
    record MomentWithin(
            Attribute.Moment attribute,
            @Nullable Instant from,
            @Nullable Instant to) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** The number lies in the range; both ends belong to it, a missing end is open. */
    record NumberWithin(
            Attribute.Number attribute,
            @Nullable Double from,
            @Nullable Double to) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** The number is one of these. */
    record NumberIn(Attribute.Number attribute, Set<Double> numbers) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** The attribute is yes. */
    record Holds(Attribute.Flag attribute) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** One of the attributes has a value. */
    record Present(List<? extends Attribute<?>> attributes) implements Condition {
        @Override
        public Scope scope() {
            return attributes.getFirst().scope();
        }
    }

    /** Something is linked. */
    record Linked(Attribute.Links<?> attribute) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** One of these is linked. */
    record LinkedToAny<E>(Attribute.Links<E> attribute, Set<E> ids) implements Condition {
        @Override
        public Scope scope() {
            return attribute.scope();
        }
    }

    /** The session has data under that header, and its value compares so. */
    record DataMatches(String header, TextOperator operator, String value, boolean caseSensitive) implements Condition {
        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }

    /** It is the client's first session: nothing of the client is older. */
    record FirstOfClient() implements Condition {
        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }

    /** The client's messages of the session pass these states, or states below them, in this order. */
    record RoutePasses(List<String> states) implements Condition {
        @Override
        public Scope scope() {
            return Scope.SESSION;
        }
    }
}
