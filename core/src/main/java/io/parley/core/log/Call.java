package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/** What only messages of a phone call carry. */
public record Call(@Nullable Long taskId, @Nullable Boolean incoming, @Nullable String recording) {
    public static final Call NONE = new Call(null, null, null);

    public Call {
        recording = Texts.storableOrNull(recording);
    }

    /**
     * What two messages of one call say together, in either order: the greater of two campaign ids or recordings, and incoming
     * when one of them says so.
     */
    public Call merge(Call other) {
        return new Call(
                Stamped.greater(taskId, other.taskId),
                Stamped.greater(incoming, other.incoming),
                Stamped.greater(recording, other.recording));
    }
}
