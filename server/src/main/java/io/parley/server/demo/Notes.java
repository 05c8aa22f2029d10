// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import io.parley.core.log.Analytics;
import io.parley.core.log.Analytics.MessageLabelName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Analytics that a step of a scenario records; the texts may contain {@link Facts}. */
record Notes(
        @Nullable String result,
        Map<String, String> data,
        List<SessionLabel> sessionLabels,
        List<MessageLabelName> messageLabels,
        @Nullable String comment,
        Outcomes outcomes) {
    static final Notes NONE =
            new Notes(null, Map.of(), List.of(), List.of(), null, new Outcomes(null, List.of(), List.of()));

    /**
     * Outcomes of a conversation besides its result.
     *
     * @param score a number
     */
    record Outcomes(@Nullable String score, List<String> topics, List<String> actions) {}

    Notes withResult(String said) {
        return new Notes(said, data, sessionLabels, messageLabels, comment, outcomes);
    }

    Notes withData(String header, String value) {
        Map<String, String> more = new TreeMap<>(data);
        more.put(header, value);
        return new Notes(result, more, sessionLabels, messageLabels, comment, outcomes);
    }

    Notes withLabel(SessionLabel label) {
        return new Notes(result, data, plus(sessionLabels, label), messageLabels, comment, outcomes);
    }

    Notes withLabel(MessageLabelName label) {
        return new Notes(result, data, sessionLabels, plus(messageLabels, label), comment, outcomes);
    }

    Notes withComment(String said) {
        return new Notes(result, data, sessionLabels, messageLabels, said, outcomes);
    }

    Notes withScore(String score) {
        return with(new Outcomes(score, outcomes.topics, outcomes.actions));
    }

    Notes withTopic(String key) {
        return with(new Outcomes(outcomes.score, plus(outcomes.topics, key), outcomes.actions));
    }

    Notes withAction(String key) {
        return with(new Outcomes(outcomes.score, outcomes.topics, plus(outcomes.actions, key)));
    }

    private Notes with(Outcomes noted) {
        return new Notes(result, data, sessionLabels, messageLabels, comment, noted);
    }

    /** Returns them in the form of the log, with the variables replaced. */
    Analytics analytics(Facts facts) {
        Map<String, String> filled = new TreeMap<>();
        data.forEach((header, value) -> filled.put(header, facts.fill(value)));
        return new Analytics(
                result == null ? null : facts.fill(result),
                filled,
                sessionLabels.stream().map(SessionLabel::label).toList(),
                messageLabels,
                outcomes.score == null ? null : Double.valueOf(facts.fill(outcomes.score)),
                outcomes.topics,
                outcomes.actions,
                null,
                null);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }
}
