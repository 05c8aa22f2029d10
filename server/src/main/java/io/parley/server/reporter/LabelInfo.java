package io.parley.server.reporter;

import io.parley.store.directory.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels (contract). */
public final class LabelInfo {
    private LabelInfo() {}

    public record OfSession(long id, String name, int priority) {
        public static OfSession of(Label label) {
            return new OfSession(label.id(), label.name(), label.priority());
        }
    }

    public record OfMessage(long id, String name, int priority, @Nullable Group group) {
        public static OfMessage of(Label label) {
            return new OfMessage(label.id(), label.name(), label.priority(), Group.of(label.group()));
        }
    }

    public record Group(long id, String name, int priority) {
        static @Nullable Group of(Label.@Nullable Group group) {
            return group == null ? null : new Group(group.id(), group.name(), group.priority());
        }
    }

    static List<OfSession> ofSession(List<Label> labels) {
        return labels.stream().map(OfSession::of).toList();
    }

    static List<OfMessage> ofMessage(List<Label> labels) {
        return labels.stream().map(OfMessage::of).toList();
    }
}
