// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import io.parley.core.log.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment of a project.
 *
 * @param key the name in scripts, unique in a project
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

    /**
     * Returned to a script that requests the branch of a stopped experiment; the bot's runtime recognises the value.
     */
    public static final String FINISHED = "finished";

    private static final double LONGS = Math.scalb(1.0, 64);

    /**
     * Chooses the branch of a session from a hash of its ids: evenly distributed, and the same for each request, at any
     * time, on any node.
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
