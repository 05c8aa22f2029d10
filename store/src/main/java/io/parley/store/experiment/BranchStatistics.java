// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

import io.parley.core.inference.SampleStatistics;

/**
 * The result of a branch, over its sessions.
 *
 * @param sessions number of sessions that joined, without test sessions
 * @param happened number of those that satisfy the condition; 0 where the outcome is a quantity
 * @param amounts the quantities of those sessions that have one; empty where the outcome is a condition
 */
public record BranchStatistics(Branch branch, long sessions, long happened, SampleStatistics amounts) {}
