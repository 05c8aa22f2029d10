package io.parley.core.log;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a script noted about the dialog in one turn ({@code analytics} in the log).
 *
 * @param sessionLabels names of labels for the session; only names of the account's catalogue take effect
 * @param messageLabels labels for the message
 * @param sessionData columns of the session
 */
public record Analytics(
        @Nullable String sessionResult,
        Map<String, String> sessionData,
        List<String> sessionLabels,
        List<MessageLabelName> messageLabels) {
    public static final Analytics NONE = new Analytics(null, Map.of(), List.of(), List.of());

    /** Longest header of session data, in characters; longer ones are cut (vendor's runtime). */
    public static final int LONGEST_HEADER = 255;
    /** Longest value of session data, in characters; longer ones are cut (vendor's runtime). */
    public static final int LONGEST_VALUE = 30_000;

    public Analytics {
        // Sorted, so that equal notes have equal fingerprints in every process.
        sessionData = Collections.unmodifiableMap(new TreeMap<>(sessionData));
        sessionLabels = List.copyOf(sessionLabels);
        messageLabels = List.copyOf(messageLabels);
    }

    /**
     * A message label as a script names it.
     *
     * @param group null when the script names no group: then the labels of that name in every group are meant
     */
    public record MessageLabelName(String label, @Nullable String group) {}
}
