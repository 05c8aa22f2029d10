// SPDX-License-Identifier: Apache-2.0
package io.parley.store.experiment;

/** The status of an experiment (contract). */
public enum ExperimentStatus {
    /** No session has joined yet. */
    CREATED,
    RUNNING,
    /** No further session gets a branch; this status is final. */
    STOPPED
}
