/** Records that could not be parsed, stored with the reason. */
@org.jspecify.annotations.NullMarked
package io.parley.store.quarantine;
