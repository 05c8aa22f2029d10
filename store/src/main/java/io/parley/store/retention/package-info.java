/** Deleting what people said: content that is old, and clients who want to be forgotten. */
@org.jspecify.annotations.NullMarked
package io.parley.store.retention;
