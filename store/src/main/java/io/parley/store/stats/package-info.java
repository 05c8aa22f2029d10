/** Statistics of the conversation log. */
@org.jspecify.annotations.NullMarked
package io.parley.store.stats;
