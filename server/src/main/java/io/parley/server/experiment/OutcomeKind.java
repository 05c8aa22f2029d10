// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import io.parley.core.metric.Quantity;
import io.parley.core.problem.Input;
import io.parley.server.web.Query;
import io.parley.store.experiment.Outcome;
import tools.jackson.databind.node.StringNode;

/** Kinds of outcome of an experiment, as callers name them. */
enum OutcomeKind {
    RESULT,
    TOPIC,
    ACTION,
    LABEL,
    TRANSFER,
    SCORE,
    SESSION_LENGTH,
    CLIENT_MESSAGES;

    /** Reads the outcome of a call; the parameter {@code value} selects one where a kind has several. */
    static Outcome read(Query query) {
        return switch (query.requiredOneOf("outcome", OutcomeKind.class)) {
            case RESULT -> Outcome.result(query.required("value", "a session result"));
            case TOPIC -> Outcome.topic(query.required("value", "the key of a topic"));
            case ACTION -> Outcome.action(query.required("value", "the key of an action"));
            case LABEL -> {
                String id = query.required("value", "the id of a session label");
                yield Outcome.label(new Input("value", StringNode.valueOf(id)).integer());
            }
            case TRANSFER -> Outcome.transfer();
            case SCORE -> new Outcome.Amount(Quantity.SCORE);
            case SESSION_LENGTH -> new Outcome.Amount(Quantity.SESSION_LENGTH);
            case CLIENT_MESSAGES -> new Outcome.Amount(Quantity.CLIENT_MESSAGES);
        };
    }
}
