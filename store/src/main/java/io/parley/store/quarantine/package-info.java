/** Records that could not be understood, kept with the reason. */
@org.jspecify.annotations.NullMarked
package io.parley.store.quarantine;
