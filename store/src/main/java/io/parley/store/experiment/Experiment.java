// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import io.parley.core.log.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment of a project.
 *
 * @param key what scripts name it by, once in a project
 * @param branches at least one
 */
public record Experiment(
        long id,
        long projectId,
        String key,
        @Nullable String description,
        List<Branch> branches,
        ExperimentStatus status) {

    public Experiment {
        branches = List.copyOf(branches);
    }

    /** What a script is told that asks a stopped experiment for its branch; the bot's runtime knows the word. */
    public static final String FINISHED = "finished";

    private static final double LONGS = Math.scalb(1.0, 64);

    /**
     * The branch of a session: by chance as far as anybody can tell, yet the same for whoever asks, whenever and on
     * whichever node.
     */
    Branch choose(String botId, String sessionId) {
        double chance = Keys.participant(id, botId, sessionId) / LONGS + 0.5;
        double passed = 0;
        double all = branches.stream().mapToDouble(Branch::weight).sum();
        for (Branch branch : branches) {
            passed += branch.weight();
            if (chance * all < passed) {
                return branch;
            }
        }
        return branches.getLast();
    }
}
