/** Bloom filters in memory, for an engine without indexes. */
@org.jspecify.annotations.NullMarked
package io.parley.store.index;
