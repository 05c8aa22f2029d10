package io.parley.server.access;

/** What a caller may do. */
public enum Permission {
    /** Look at conversations and statistics, and have reports written. */
    READ,
    /** Report conversations. */
    INGEST,
    /** Look at what was reported and could not be understood. */
    OPERATE
}
