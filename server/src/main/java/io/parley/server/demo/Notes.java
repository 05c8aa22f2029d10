package io.parley.server.demo;

import io.parley.core.log.Analytics;
import io.parley.core.log.Analytics.MessageLabelName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a step of a scenario notes about the dialog; the texts may name {@link Facts}. */
record Notes(
        @Nullable String result,
        Map<String, String> data,
        List<SessionLabel> sessionLabels,
        List<MessageLabelName> messageLabels,
        @Nullable String comment) {
    static final Notes NONE = new Notes(null, Map.of(), List.of(), List.of(), null);

    Notes withResult(String said) {
        return new Notes(said, data, sessionLabels, messageLabels, comment);
    }

    Notes withData(String header, String value) {
        Map<String, String> more = new TreeMap<>(data);
        more.put(header, value);
        return new Notes(result, more, sessionLabels, messageLabels, comment);
    }

    Notes withLabel(SessionLabel label) {
        return new Notes(result, data, plus(sessionLabels, label), messageLabels, comment);
    }

    Notes withLabel(MessageLabelName label) {
        return new Notes(result, data, sessionLabels, plus(messageLabels, label), comment);
    }

    Notes withComment(String said) {
        return new Notes(result, data, sessionLabels, messageLabels, said);
    }

    /** As the log has it, with the facts filled in. */
    Analytics analytics(Facts facts) {
        Map<String, String> filled = new TreeMap<>();
        data.forEach((header, value) -> filled.put(header, facts.fill(value)));
        List<String> labels = sessionLabels.stream().map(SessionLabel::label).toList();
        return new Analytics(result == null ? null : facts.fill(result), filled, labels, messageLabels);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }
}
