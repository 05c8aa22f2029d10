// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.Analytics;
import io.parley.core.log.Analytics.MessageLabelName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Analytics that a step of a scenario records; the texts may contain {@link DialogVariables}. */
record ScriptAnalytics(
        @Nullable String result,
        Map<String, String> data,
        List<DemoSessionLabel> sessionLabels,
        List<MessageLabelName> messageLabels,
        @Nullable String comment,
        SessionOutcomes outcomes) {
    static final ScriptAnalytics NONE = new ScriptAnalytics(
            null, Map.of(), List.of(), List.of(), null, new SessionOutcomes(null, List.of(), List.of()));

    /**
     * Outcomes of a conversation besides its result.
     *
     * @param score a number
     */
    record SessionOutcomes(@Nullable String score, List<String> topics, List<String> actions) {}

    ScriptAnalytics withResult(String said) {
        return new ScriptAnalytics(said, data, sessionLabels, messageLabels, comment, outcomes);
    }

    ScriptAnalytics withData(String header, String value) {
        Map<String, String> more = new TreeMap<>(data);
        more.put(header, value);
        return new ScriptAnalytics(result, more, sessionLabels, messageLabels, comment, outcomes);
    }

    ScriptAnalytics withLabel(DemoSessionLabel label) {
        return new ScriptAnalytics(result, data, plus(sessionLabels, label), messageLabels, comment, outcomes);
    }

    ScriptAnalytics withLabel(MessageLabelName label) {
        return new ScriptAnalytics(result, data, sessionLabels, plus(messageLabels, label), comment, outcomes);
    }

    ScriptAnalytics withComment(String said) {
        return new ScriptAnalytics(result, data, sessionLabels, messageLabels, said, outcomes);
    }

    ScriptAnalytics withScore(String score) {
        return with(new SessionOutcomes(score, outcomes.topics, outcomes.actions));
    }

    ScriptAnalytics withTopic(String key) {
        return with(new SessionOutcomes(outcomes.score, plus(outcomes.topics, key), outcomes.actions));
    }

    ScriptAnalytics withAction(String key) {
        return with(new SessionOutcomes(outcomes.score, outcomes.topics, plus(outcomes.actions, key)));
    }

    private ScriptAnalytics with(SessionOutcomes noted) {
        return new ScriptAnalytics(result, data, sessionLabels, messageLabels, comment, noted);
    }

    /** Returns them in the form of the log, with the variables replaced. */
    Analytics analytics(DialogVariables facts) {
        Map<String, String> filled = new TreeMap<>();
        data.forEach((header, value) -> filled.put(header, facts.fill(value)));
        return new Analytics(
                result == null ? null : facts.fill(result),
                filled,
                sessionLabels.stream().map(DemoSessionLabel::label).toList(),
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
