/** Deleting what people said: old content each day, and clients who want to be forgotten. */
@org.jspecify.annotations.NullMarked
package io.parley.server.retention;
