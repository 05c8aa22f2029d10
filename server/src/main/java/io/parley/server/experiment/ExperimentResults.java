// SPDX-License-Identifier: Apache-2.0
package io.parley.server.experiment;

import io.parley.core.inference.Difference;
import io.parley.core.inference.Proportion;
import io.parley.core.inference.SampleRatioCheck;
import io.parley.store.experiment.BranchStatistics;
import io.parley.store.experiment.Experiment;
import io.parley.store.experiment.ExperimentGoal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Results of an experiment (our addition): for each branch its sessions, its rate or mean, and the difference from
 * the first branch.
 *
 * @param unit unit of means; null for rates
 * @param sampleRatioMismatch whether the sessions are distributed so unequally that the experiment is likely to be
 *     faulty
 */
record ExperimentResults(
        String experimentKey,
        @Nullable String unit,
        List<BranchResult> branches,
        double sampleRatioPValue,
        boolean sampleRatioMismatch) {

    /** Of fewer sessions a branch no verdict is given; of means, of fewer sessions that have the number (our decision). */
    static final int ENOUGH_SESSIONS = 100;

    private static final double SIGNIFICANT = 1 - Difference.CONFIDENCE;

    /** Comparison of a branch with the first. */
    enum Verdict {
        TOO_FEW_SESSIONS,
        NO_DIFFERENCE,
        LOWER,
        HIGHER
    }

    /**
     * Results of a branch.
     *
     * @param sessions sessions that joined the branch
     * @param counted sessions in which the outcome happened, or that have a value
     * @param value rate from 0 to 1, or mean; null without data
     * @param difference difference from the first branch; null for the first, or where nothing can be concluded
     */
    record BranchResult(
            String key,
            @Nullable String description,
            double weight,
            long sessions,
            long counted,
            @Nullable Double value,
            @Nullable Difference difference,
            @Nullable Verdict verdict) {}

    static ExperimentResults of(Experiment experiment, ExperimentGoal outcome, List<BranchStatistics> outcomes) {
        BranchStatistics first = outcomes.getFirst();
        List<BranchResult> branches = new ArrayList<>();
        for (BranchStatistics each : outcomes) {
            Difference difference =
                    each == first ? null : difference(outcome, first, each).orElse(null);
            branches.add(new BranchResult(
                    each.branch().key(),
                    each.branch().description(),
                    each.branch().weight(),
                    each.sessions(),
                    counted(outcome, each),
                    value(outcome, each),
                    difference,
                    each == first ? null : verdict(outcome, first, each, difference)));
        }
        SampleRatioCheck ratio = SampleRatioCheck.of(
                outcomes.stream().map(BranchStatistics::sessions).toList(),
                outcomes.stream().map(each -> each.branch().weight()).toList());
        return new ExperimentResults(experiment.key(), unit(outcome), branches, ratio.pValue(), ratio.isMismatch());
    }

    private static Proportion proportion(BranchStatistics branch) {
        return new Proportion(branch.happened(), branch.sessions());
    }

    private static Optional<Difference> difference(
            ExperimentGoal outcome, BranchStatistics first, BranchStatistics other) {
        return switch (outcome) {
            case ExperimentGoal.Happened what -> Difference.between(proportion(first), proportion(other));
            case ExperimentGoal.Amount number -> Difference.between(first.amounts(), other.amounts());
        };
    }

    private static long counted(ExperimentGoal outcome, BranchStatistics branch) {
        return switch (outcome) {
            case ExperimentGoal.Happened what -> branch.happened();
            case ExperimentGoal.Amount number -> branch.amounts().count();
        };
    }

    private static @Nullable Double value(ExperimentGoal outcome, BranchStatistics branch) {
        return switch (outcome) {
            case ExperimentGoal.Happened what ->
                branch.sessions() == 0 ? null : (Double) proportion(branch).rate();
            case ExperimentGoal.Amount number ->
                branch.amounts().count() == 0 ? null : (Double) branch.amounts().mean();
        };
    }

    private static @Nullable String unit(ExperimentGoal outcome) {
        return switch (outcome) {
            case ExperimentGoal.Happened what -> null;
            case ExperimentGoal.Amount number -> number.quantity().unit();
        };
    }

    /** How many sessions say something of the outcome: all do where something happens or does not. */
    private static long telling(ExperimentGoal outcome, BranchStatistics branch) {
        return switch (outcome) {
            case ExperimentGoal.Happened what -> branch.sessions();
            case ExperimentGoal.Amount number -> branch.amounts().count();
        };
    }

    private static Verdict verdict(
            ExperimentGoal outcome, BranchStatistics first, BranchStatistics other, @Nullable Difference difference) {
        if (Math.min(telling(outcome, first), telling(outcome, other)) < ENOUGH_SESSIONS) {
            return Verdict.TOO_FEW_SESSIONS;
        }
        if (difference == null || difference.pValue() >= SIGNIFICANT) {
            return Verdict.NO_DIFFERENCE;
        }
        return difference.estimate() > 0 ? Verdict.HIGHER : Verdict.LOWER;
    }
}
