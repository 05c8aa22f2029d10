/** Experiments, and the branch of each session. */
@org.jspecify.annotations.NullMarked
package io.parley.store.experiment;
