/** Display names of the topics, actions and results that scripts name by keys. */
@org.jspecify.annotations.NullMarked
package io.parley.store.outcome;
