// SPDX-License-Identifier: Apache-2.0
package io.parley.server.security;

/** Permission of a caller. */
public enum Permission {
    /** Read conversations and statistics, and start reports. */
    READ,
    /** Change labels, comments and blocks of clients; cancel and delete tasks of reports, and end schedules. */
    ANNOTATE,
    /** Start, stop and delete experiments. */
    EXPERIMENT,
    /** Ask which branch of an experiment a session is assigned to. */
    JOIN,
    /** Configure a project: its name, channels, metrics, retention, and the erasure of clients. */
    CONFIGURE,
    /** Administer the account: its projects, tokens and users. */
    ADMINISTER,
    /** Ingest conversations. */
    INGEST,
    /** View ingested records that could not be parsed. */
    OPERATE
}
