package io.parley.server.reporter;

import io.parley.store.directory.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels (contract). */
final class LabelInfo {
    private LabelInfo() {}

    record OfSession(long id, String name, int priority) {}

    record OfMessage(long id, String name, int priority, @Nullable Group group) {}

    record Group(long id, String name, int priority) {}

    static List<OfSession> ofSession(List<Label> labels) {
        return labels.stream()
                .map(label -> new OfSession(label.id(), label.name(), label.priority()))
                .toList();
    }

    static List<OfMessage> ofMessage(List<Label> labels) {
        return labels.stream()
                .map(label -> new OfMessage(label.id(), label.name(), label.priority(), group(label.group())))
                .toList();
    }

    private static @Nullable Group group(Label.@Nullable Group group) {
        return group == null ? null : new Group(group.id(), group.name(), group.priority());
    }
}
