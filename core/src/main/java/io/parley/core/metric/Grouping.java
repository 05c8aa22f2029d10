// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

/** Criteria that group rows. A row may be in several groups, except by result and score. */
public enum Grouping {
    RESULT,
    TOPIC,
    ACTION,
    SCORE,
    /** By the current labels of sessions; the group's key is the label's id. */
    SESSION_LABEL,
    /** By the current labels of messages; the group's key is the label's id. */
    MESSAGE_LABEL
}
