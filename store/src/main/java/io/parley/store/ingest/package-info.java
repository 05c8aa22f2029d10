/** Writes of the conversation log: single writer, group commit, idempotent and independent of the order of records. */
@org.jspecify.annotations.NullMarked
package io.parley.store.ingest;
