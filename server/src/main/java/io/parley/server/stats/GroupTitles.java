// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import static java.util.stream.Collectors.toMap;

import io.parley.core.metric.Grouping;
import io.parley.server.security.Principal;
import io.parley.store.label.Label;
import io.parley.store.label.LabelCatalogue;
import io.parley.store.outcome.OutcomeCatalogue;
import io.parley.store.outcome.OutcomeKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Display names of a metric's groups where they differ from the key; the same as in the filters' options. */
final class GroupTitles {
    private final OutcomeCatalogue outcomes;
    private final LabelCatalogue labels;

    GroupTitles(OutcomeCatalogue outcomes, LabelCatalogue labels) {
        this.outcomes = outcomes;
        this.labels = labels;
    }

    /**
     * Returns titles by key.
     *
     * @param projects projects of the outcome catalogues
     */
    Map<String, String> of(Grouping grouping, Principal caller, Collection<Long> projects) {
        return switch (grouping) {
            case RESULT -> outcomes.values(projects, OutcomeKind.RESULT);
            case TOPIC -> outcomes.values(projects, OutcomeKind.TOPIC);
            case ACTION -> outcomes.values(projects, OutcomeKind.ACTION);
            case SCORE -> Map.of();
            case SESSION_LABEL -> names(labels.sessionLabels(caller.accountId()));
            case MESSAGE_LABEL -> names(labels.messageLabels(caller.accountId()));
        };
    }

    private static Map<String, String> names(List<Label> labels) {
        return labels.stream().collect(toMap(label -> Long.toString(label.id()), GroupTitles::name));
    }

    /** Returns the label's name with its group, because labels of different groups may have the same name. */
    private static String name(Label label) {
        Label.Group group = label.group();
        return group == null ? label.name() : group.name() + ": " + label.name();
    }
}
