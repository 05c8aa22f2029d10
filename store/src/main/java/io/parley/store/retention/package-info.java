/** Retention: deletion of old content, and erasure of clients. */
@org.jspecify.annotations.NullMarked
package io.parley.store.retention;
