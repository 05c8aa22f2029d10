/** Limits on the memory of calls. */
@org.jspecify.annotations.NullMarked
package io.parley.core.memory;
