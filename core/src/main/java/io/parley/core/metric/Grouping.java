package io.parley.core.metric;

/** What sessions are told apart by; a session may be in several groups, save by result and score. */
public enum Grouping {
    RESULT,
    TOPIC,
    ACTION,
    SCORE
}
