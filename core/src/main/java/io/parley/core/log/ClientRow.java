// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client, aggregated from its messages. The result does not depend on their order of arrival.
 *
 * @param join time of the first message
 * @param lastVisit time of the last message
 * @param names names of the last message that contains any
 * @param lastSessionId the session of the last message
 */
public record ClientRow(
        long projectId,
        long clientKey,
        String botId,
        String channelType,
        String clientId,
        @Nullable TimestampedValue<ClientNames> names,
        Instant join,
        Instant lastVisit,
        TimestampedValue<String> lastSessionId) {

    /** Returns the client row of a single message. */
    public static ClientRow of(MessageRow message, Origin origin, String sessionId) {
        return new ClientRow(
                message.projectId(),
                message.clientKey(),
                origin.botId(),
                origin.channelType(),
                origin.clientId(),
                origin.clientNames().equals(ClientNames.NONE) ? null : message.stamp(origin.clientNames()),
                message.turn().time(),
                message.turn().time(),
                message.stamp(sessionId));
    }

    /** Returns the row aggregated over the messages of both. */
    public ClientRow merge(ClientRow other) {
        TimestampedValue<String> last = TimestampedValue.latest(lastSessionId, other.lastSessionId);
        return new ClientRow(
                projectId,
                clientKey,
                botId,
                channelType.compareTo(other.channelType) >= 0 ? channelType : other.channelType,
                Pseudonyms.shown(clientId, other.clientId, clientKey),
                TimestampedValue.latest(names, other.names),
                join.isBefore(other.join) ? join : other.join,
                lastVisit.isAfter(other.lastVisit) ? lastVisit : other.lastVisit,
                last == null ? lastSessionId : last);
    }

    /** Returns the row with these names merged in; the latest names win. */
    public ClientRow named(TimestampedValue<ClientNames> said) {
        return new ClientRow(
                projectId,
                clientKey,
                botId,
                channelType,
                clientId,
                TimestampedValue.latest(names, said),
                join,
                lastVisit,
                lastSessionId);
    }

    /**
     * Returns the row after erasure of the client. It keeps the times of activity.
     *
     * @param upTo time of the last erased data; data reported for later times stays
     * @param keys the keys of the store
     */
    public ClientRow withoutClient(Instant upTo, Keys keys) {
        boolean gone = !lastVisit.isAfter(upTo);
        return new ClientRow(
                projectId,
                clientKey,
                botId,
                channelType,
                gone ? Pseudonyms.of(clientKey) : clientId,
                names == null || !names.at().isAfter(upTo) ? null : names,
                join,
                lastVisit,
                gone
                        ? new TimestampedValue<>(
                                Pseudonyms.ofSession(keys, clientKey, lastSessionId.value()),
                                lastSessionId.at(),
                                lastSessionId.messageKey())
                        : lastSessionId);
    }

    /** Returns the names, or {@link ClientNames#NONE}. */
    public ClientNames knownNames() {
        return names == null ? ClientNames.NONE : names.value();
    }
}
