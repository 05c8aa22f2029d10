// SPDX-License-Identifier: Apache-2.0
package io.parley.server.access;

/** What a caller may do. */
public enum Permission {
    /** Look at conversations and statistics, and have reports written. */
    READ,
    /** Write onto conversations: labels, comments, blocks of clients. */
    ANNOTATE,
    /** Begin, stop and delete experiments. */
    EXPERIMENT,
    /** Ask which branch of an experiment a session takes. */
    JOIN,
    /** Set up a project: its name, channels, metrics, how long it keeps what people said, whom it forgets. */
    CONFIGURE,
    /** Set up the account: its projects, tokens, people. */
    ADMINISTER,
    /** Report conversations. */
    INGEST,
    /** Look at what was reported and could not be understood. */
    OPERATE
}
