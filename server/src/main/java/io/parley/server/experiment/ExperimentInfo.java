// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.log.TextNormalizer;
import io.parley.server.http.Extra;
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
    record BranchInfo(
            String key, @Nullable String description, @Extra double weight) {

        static BranchInfo read(JsonInput input) {
            input.object();
            String key = readKey(input);
            if (key.equals(Experiment.FINISHED)) {
                throw ApiException.field(
                        ErrorCode.INVALID_VALUE,
                        input.path() + ".key",
                        key,
                        "another word, because this one tells the bot that the experiment is over");
            }
            return new BranchInfo(
                    key,
                    readDescription(input),
                    input.member("weight").map(BranchInfo::weight).orElse(1.0));
        }

        private static double weight(JsonInput input) {
            double weight = input.number();
            if (weight <= 0 || weight > 1_000_000) {
                throw ApiException.field(
                        ErrorCode.OUT_OF_RANGE, input.path(), weight, "a number greater than 0, of at most 1000000");
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
    static ExperimentInfo read(JsonInput body) {
        body.object();
        String key = readKey(body);
        JsonInput branches = body.required("branches", "the branches of the experiment");
        List<BranchInfo> read =
                branches.elements().stream().map(BranchInfo::read).toList();
        if (read.isEmpty() || read.size() > MOST_BRANCHES) {
            throw ApiException.field(
                    ErrorCode.OUT_OF_RANGE,
                    branches.path(),
                    read.size() + " branches",
                    "1 to " + MOST_BRANCHES + " of them");
        }
        Set<String> keys = new HashSet<>();
        for (int place = 0; place < read.size(); place++) {
            String each = read.get(place).key();
            if (!keys.add(each)) {
                throw ApiException.field(
                        ErrorCode.INVALID_VALUE,
                        branches.path() + "[" + place + "].key",
                        each,
                        "a key that no other branch has");
            }
        }
        ExperimentStatus status =
                body.member("status").map(ExperimentInfo::status).orElse(ExperimentStatus.CREATED);
        return new ExperimentInfo(key, readDescription(body), read, status);
    }

    private static ExperimentStatus status(JsonInput input) {
        ExperimentStatus status = input.oneOf(ExperimentStatus.class, ErrorCode.INVALID_VALUE);
        if (status == ExperimentStatus.STOPPED) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE, input.path(), status, "CREATED or RUNNING for a new experiment");
        }
        return status;
    }

    private static String readKey(JsonInput input) {
        JsonInput given = input.required("key", "what scripts call it");
        String key = TextNormalizer.storable(given.text());
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw ApiException.field(
                    ErrorCode.INVALID_VALUE,
                    given.path(),
                    key,
                    "a text of at most " + LONGEST_KEY + " characters, not blank");
        }
        return key;
    }

    private static @Nullable String readDescription(JsonInput input) {
        return input.member("description")
                .map(JsonInput::text)
                .map(TextNormalizer::storable)
                .orElse(null);
    }

    /** Returns whether the other experiment has the same definition; its status does not matter. */
    boolean isSameAs(ExperimentInfo other) {
        return key.equals(other.key)
                && Objects.equals(description, other.description)
                && branches.equals(other.branches);
    }
}
