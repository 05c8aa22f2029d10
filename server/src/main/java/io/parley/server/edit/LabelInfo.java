// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.store.label.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels in responses (contract). */
public final class LabelInfo {
    private LabelInfo() {}

    /** Session label. */
    public record OfSession(long id, String name, int priority) {
        public static OfSession of(Label label) {
            return new OfSession(label.id(), label.name(), label.priority());
        }
    }

    /** Message label. */
    public record OfMessage(
            long id, String name, int priority, @Nullable Group group) {
        public static OfMessage of(Label label) {
            Label.Group group = label.group();
            return new OfMessage(label.id(), label.name(), label.priority(), group == null ? null : Group.of(group));
        }
    }

    /** Group of message labels. */
    public record Group(long id, String name, int priority) {
        static Group of(Label.Group group) {
            return new Group(group.id(), group.name(), group.priority());
        }
    }

    public static List<OfSession> ofSession(List<Label> labels) {
        return labels.stream().map(OfSession::of).toList();
    }

    public static List<OfMessage> ofMessage(List<Label> labels) {
        return labels.stream().map(OfMessage::of).toList();
    }
}
