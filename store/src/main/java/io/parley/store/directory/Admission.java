// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The check of the bots in a request against the limit of channels: existing channels are accepted, and as many new
 * ones as the project may still have. It queries the store at most twice, and not at all for cached bots.
 */
public final class Admission {
    private final Directory directory;
    private final long projectId;
    private final Set<String> fresh = new HashSet<>();
    private @Nullable Integer room;
    private @Nullable Set<String> there;

    Admission(Directory directory, long projectId) {
        this.directory = directory;
        this.projectId = projectId;
    }

    /**
     * Accepts a bot.
     *
     * @throws Refused with {@link Problem#TOO_MANY_CHANNELS} when it is new and the project has reached the limit
     */
    public void admit(String botId) {
        if (directory.isKnown(projectId, botId) || fresh.contains(botId)) {
            return;
        }
        if (room == null) {
            room = Directory.MOST_CHANNELS - directory.channelCount(projectId);
        }
        if (fresh.size() < room) {
            fresh.add(botId);
            return;
        }
        if (there == null) {
            there = directory.channels(projectId).stream().map(Channel::botId).collect(Collectors.toSet());
        }
        if (!there.contains(botId)) {
            throw Directory.tooManyChannels(botId);
        }
    }
}
