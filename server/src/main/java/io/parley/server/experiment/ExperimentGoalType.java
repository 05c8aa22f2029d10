// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import io.parley.core.error.JsonInput;
import io.parley.core.metric.Quantity;
import io.parley.server.http.QueryParameters;
import io.parley.store.experiment.ExperimentGoal;
import tools.jackson.databind.node.StringNode;

/** Kinds of outcome of an experiment, as callers name them. */
enum ExperimentGoalType {
    RESULT,
    TOPIC,
    ACTION,
    LABEL,
    TRANSFER,
    SCORE,
    SESSION_LENGTH,
    CLIENT_MESSAGES;

    /** Reads the outcome of a call; the parameter {@code value} selects one where a kind has several. */
    static ExperimentGoal read(QueryParameters query) {
        return switch (query.requiredOneOf("outcome", ExperimentGoalType.class)) {
            case RESULT -> ExperimentGoal.result(query.required("value", "a session result"));
            case TOPIC -> ExperimentGoal.topic(query.required("value", "the key of a topic"));
            case ACTION -> ExperimentGoal.action(query.required("value", "the key of an action"));
            case LABEL -> {
                String id = query.required("value", "the id of a session label");
                yield ExperimentGoal.label(new JsonInput("value", StringNode.valueOf(id)).integer());
            }
            case TRANSFER -> ExperimentGoal.transfer();
            case SCORE -> new ExperimentGoal.Amount(Quantity.SCORE);
            case SESSION_LENGTH -> new ExperimentGoal.Amount(Quantity.SESSION_LENGTH);
            case CLIENT_MESSAGES -> new ExperimentGoal.Amount(Quantity.CLIENT_MESSAGES);
        };
    }
}
