// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

/** How far an experiment is (contract). */
public enum ExperimentStatus {
    /** No session has joined yet. */
    CREATED,
    RUNNING,
    /** Nobody gets a branch any more; for good. */
    STOPPED
}
