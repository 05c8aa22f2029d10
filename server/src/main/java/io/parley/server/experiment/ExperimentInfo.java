// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import io.parley.core.log.Texts;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.store.experiment.Branch;
import io.parley.store.experiment.Experiment;
import io.parley.store.experiment.ExperimentStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Experiment (contract). */
record ExperimentInfo(String key, @Nullable String description, List<BranchInfo> branches, ExperimentStatus status) {
    private static final int LONGEST_KEY = 255;
    private static final int MOST_BRANCHES = 100;

    /** @param weight share of the branch relative to the others (our addition) */
    record BranchInfo(String key, @Nullable String description, double weight) {

        static BranchInfo read(Input input) {
            input.object();
            String key = readKey(input);
            if (key.equals(Experiment.FINISHED)) {
                throw Refused.field(
                        Problem.INVALID_VALUE,
                        input.path() + ".key",
                        key,
                        "another word, because this one tells the bot that the experiment is over");
            }
            return new BranchInfo(
                    key,
                    readDescription(input),
                    input.member("weight").map(BranchInfo::weight).orElse(1.0));
        }

        private static double weight(Input input) {
            double weight = input.number();
            if (weight <= 0 || weight > 1_000_000) {
                throw Refused.field(
                        Problem.OUT_OF_RANGE, input.path(), weight, "a number greater than 0, of at most 1000000");
            }
            return weight;
        }

        Branch branch() {
            return new Branch(key, description, weight);
        }
    }

    static ExperimentInfo of(Experiment experiment) {
        return new ExperimentInfo(
                experiment.key(),
                experiment.description(),
                experiment.branches().stream()
                        .map(branch -> new BranchInfo(branch.key(), branch.description(), branch.weight()))
                        .toList(),
                experiment.status());
    }

    /** Reads a new experiment from a request. */
    static ExperimentInfo read(Input body) {
        body.object();
        String key = readKey(body);
        Input branches = body.required("branches", "the branches of the experiment");
        List<BranchInfo> read =
                branches.elements().stream().map(BranchInfo::read).toList();
        if (read.isEmpty() || read.size() > MOST_BRANCHES) {
            throw Refused.field(
                    Problem.OUT_OF_RANGE,
                    branches.path(),
                    read.size() + " branches",
                    "1 to " + MOST_BRANCHES + " of them");
        }
        Set<String> keys = new HashSet<>();
        for (int place = 0; place < read.size(); place++) {
            String each = read.get(place).key();
            if (!keys.add(each)) {
                throw Refused.field(
                        Problem.INVALID_VALUE,
                        branches.path() + "[" + place + "].key",
                        each,
                        "a key that no other branch has");
            }
        }
        ExperimentStatus status =
                body.member("status").map(ExperimentInfo::status).orElse(ExperimentStatus.CREATED);
        return new ExperimentInfo(key, readDescription(body), read, status);
    }

    private static ExperimentStatus status(Input input) {
        ExperimentStatus status = input.oneOf(ExperimentStatus.class, Problem.INVALID_VALUE);
        if (status == ExperimentStatus.STOPPED) {
            throw Refused.field(Problem.INVALID_VALUE, input.path(), status, "CREATED or RUNNING for a new experiment");
        }
        return status;
    }

    private static String readKey(Input input) {
        Input given = input.required("key", "what scripts call it");
        String key = Texts.storable(given.text());
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Refused.field(
                    Problem.INVALID_VALUE,
                    given.path(),
                    key,
                    "a text of at most " + LONGEST_KEY + " characters, not blank");
        }
        return key;
    }

    private static @Nullable String readDescription(Input input) {
        return input.member("description").map(Input::text).map(Texts::storable).orElse(null);
    }

    /** Returns whether the other experiment has the same definition; its status does not matter. */
    boolean isSameAs(ExperimentInfo other) {
        return key.equals(other.key)
                && Objects.equals(description, other.description)
                && branches.equals(other.branches);
    }
}
