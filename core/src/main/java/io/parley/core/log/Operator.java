// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import org.jspecify.annotations.Nullable;

/** The human agent who wrote a message (the contract's {@code OperatorInfo}). */
public record Operator(
        String id,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String photoUrl,
        @Nullable String channelType) {
    public Operator {
        id = TextNormalizer.storable(id);
        firstName = TextNormalizer.storableOrNull(firstName);
        lastName = TextNormalizer.storableOrNull(lastName);
        photoUrl = TextNormalizer.storableOrNull(photoUrl);
        channelType = TextNormalizer.storableOrNull(channelType);
    }

    /** Returns a copy with the agent's id and channel type, without names. */
    Operator withoutContent() {
        return new Operator(id, null, null, null, channelType);
    }
}
