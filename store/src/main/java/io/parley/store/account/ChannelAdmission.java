// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The check of the bots in a request against the limit of channels: existing channels are accepted, and as many new
 * ones as the project may still have. It queries the store at most twice, and not at all for cached bots.
 */
public final class ChannelAdmission {
    private final AccountRepository accounts;
    private final long projectId;
    private final Set<String> fresh = new HashSet<>();
    private @Nullable Integer room;
    private @Nullable Set<String> there;

    ChannelAdmission(AccountRepository accounts, long projectId) {
        this.accounts = accounts;
        this.projectId = projectId;
    }

    /**
     * Accepts a bot.
     *
     * @throws ApiException with {@link ErrorCode#TOO_MANY_CHANNELS} when it is new and the project has reached the limit
     */
    public void admit(String botId) {
        if (accounts.isKnown(projectId, botId) || fresh.contains(botId)) {
            return;
        }
        if (room == null) {
            room = AccountRepository.MOST_CHANNELS - accounts.channelCount(projectId);
        }
        if (fresh.size() < room) {
            fresh.add(botId);
            return;
        }
        if (there == null) {
            there = accounts.channels(projectId).stream().map(Channel::botId).collect(Collectors.toSet());
        }
        if (!there.contains(botId)) {
            throw AccountRepository.tooManyChannels(botId);
        }
    }
}
