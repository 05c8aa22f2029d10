// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Data that a script recorded about the dialog in one turn ({@code analytics} in the log).
 *
 * @param sessionLabels names of labels for the session; only names of the account's catalogue take effect
 * @param messageLabels labels for the message
 * @param sessionData session data: values by header
 * @param nps the client's score of the session
 * @param sessionTopics keys of the session's topics
 * @param scenarioActions keys of the actions performed in the session
 * @param automationStatus whether the bot served the client without an agent; null when the script did not report it
 */
public record Analytics(
        @Nullable String sessionResult,
        Map<String, String> sessionData,
        List<String> sessionLabels,
        List<MessageLabelName> messageLabels,
        @Nullable Double nps,
        List<String> sessionTopics,
        List<String> scenarioActions,
        @Nullable Boolean automationStatus,
        @Nullable TextCampaign textCampaign) {
    public static final Analytics NONE = new Analytics(null, Map.of(), List.of(), List.of());

    /**
     * Maximum length of a header, topic key or action key, in characters; longer ones are cut (headers: vendor's
     * runtime; keys: our decision).
     */
    public static final int LONGEST_HEADER = 255;
    /** Maximum length of a session data value, in characters; longer ones are cut (vendor's runtime). */
    public static final int LONGEST_VALUE = 30_000;

    public Analytics {
        sessionResult = TextNormalizer.storableOrNull(sessionResult);
        // Sorted, so that equal values have equal fingerprints in every process.
        SortedMap<String, String> sorted = new TreeMap<>();
        sessionData.forEach((header, value) -> sorted.put(
                cut(TextNormalizer.storable(header), LONGEST_HEADER),
                cut(TextNormalizer.storable(value), LONGEST_VALUE)));
        sessionData = Collections.unmodifiableSortedMap(sorted);
        sessionLabels = sessionLabels.stream().map(TextNormalizer::storable).toList();
        messageLabels = List.copyOf(messageLabels);
        sessionTopics = sessionTopics.stream()
                .map(topic -> cut(TextNormalizer.storable(topic), LONGEST_HEADER))
                .toList();
        scenarioActions = scenarioActions.stream()
                .map(action -> cut(TextNormalizer.storable(action), LONGEST_HEADER))
                .toList();
    }

    /** Creates a value with result, data and labels only. */
    public Analytics(
            @Nullable String sessionResult,
            Map<String, String> sessionData,
            List<String> sessionLabels,
            List<MessageLabelName> messageLabels) {
        this(sessionResult, sessionData, sessionLabels, messageLabels, null, List.of(), List.of(), null, null);
    }

    /** Returns a copy without the session data; result, labels, score, topics and actions stay. */
    Analytics withoutContent() {
        return new Analytics(
                sessionResult,
                Map.of(),
                sessionLabels,
                messageLabels,
                nps,
                sessionTopics,
                scenarioActions,
                automationStatus,
                textCampaign);
    }

    /** Returns a copy with score, automation status and the mailing's id only. */
    Analytics withoutWords() {
        return new Analytics(
                null,
                Map.of(),
                List.of(),
                List.of(),
                nps,
                List.of(),
                List.of(),
                automationStatus,
                textCampaign == null ? null : new TextCampaign(textCampaign.id(), null));
    }

    /** The mailing that a session belongs to, and its result. */
    public record TextCampaign(
            @Nullable String id, @Nullable String result) {
        public TextCampaign {
            id = TextNormalizer.storableOrNull(id);
            result = TextNormalizer.storableOrNull(result);
        }
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    /**
     * A message label as named by a script.
     *
     * @param group null when the script names no group; it then matches the label's name in every group
     */
    public record MessageLabelName(String label, @Nullable String group) {
        public MessageLabelName {
            label = TextNormalizer.storable(label);
            group = TextNormalizer.storableOrNull(group);
        }
    }
}
