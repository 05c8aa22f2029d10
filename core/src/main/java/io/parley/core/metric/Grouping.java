// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

/** What rows are told apart by; a row may be in several groups, save by result and score. */
public enum Grouping {
    RESULT,
    TOPIC,
    ACTION,
    SCORE,
    /** By the labels that sessions carry now; the group's key is the label's id. */
    SESSION_LABEL,
    /** By the labels that messages carry now; the group's key is the label's id. */
    MESSAGE_LABEL
}
