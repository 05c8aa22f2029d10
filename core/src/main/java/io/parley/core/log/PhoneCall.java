// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What only messages of a phone call carry. */
public record PhoneCall(
        @Nullable Long taskId,
        @Nullable Boolean incoming,
        @Nullable String recording) {
    public static final PhoneCall NONE = new PhoneCall(null, null, null);

    /** What telephony calls itself; compared without regard to case, as all channel types are. */
    public static final String CHANNEL_TYPE = "resterisk";
    /** Calls are billed in steps of so many seconds, rounded up (the vendor's tariff). */
    public static final int BILLED_SECONDS = 15;

    public PhoneCall {
        recording = TextNormalizer.storableOrNull(recording);
    }

    /**
     * What two messages of one call say together, in either order: the greater of two campaign ids or recordings, and incoming
     * when one of them says so.
     */
    public PhoneCall merge(PhoneCall other) {
        return new PhoneCall(
                TimestampedValue.greater(taskId, other.taskId),
                TimestampedValue.greater(incoming, other.incoming),
                TimestampedValue.greater(recording, other.recording));
    }

    /** This call with the campaign of another report of it. */
    PhoneCall withTask(PhoneCall other) {
        return new PhoneCall(other.taskId, incoming, recording);
    }

    /** This call with the direction of another report of it. */
    PhoneCall withDirection(PhoneCall other) {
        return new PhoneCall(taskId, other.incoming, recording);
    }

    /** This call with the recording of another report of it. */
    PhoneCall withRecording(PhoneCall other) {
        return new PhoneCall(taskId, incoming, other.recording);
    }

    /** What a call of that length is billed as, in minutes. */
    public static double billedMinutes(Duration length) {
        long steps = Math.ceilDiv(length.toMillis(), BILLED_SECONDS * 1000L);
        return steps * BILLED_SECONDS / 60.0;
    }

    /** Spelt under the record's first name, because {@link Keys#digest} of stored messages depends on it. */
    @Override
    public String toString() {
        return "Call[taskId=" + taskId + ", incoming=" + incoming + ", recording=" + recording + "]";
    }
}
