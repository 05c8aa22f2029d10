// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import io.parley.core.inference.Sample;

/**
 * What came of the sessions of a branch.
 *
 * @param sessions those that joined, test sessions left out
 * @param happened in how many of them it happened; 0 where the outcome is a number
 * @param amounts the numbers of those sessions that have one; none where the outcome is no number
 */
public record BranchOutcome(Branch branch, long sessions, long happened, Sample amounts) {}
