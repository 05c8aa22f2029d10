package io.parley.store.write;

/**
 * What became of the records of one submission.
 *
 * @param accepted records that were new, or another version of a known one
 * @param duplicates records that the log held already, in this version or a later one
 */
public record Receipt(int accepted, int duplicates) {}
