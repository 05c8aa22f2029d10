/** Experiments: which session got which branch. */
@org.jspecify.annotations.NullMarked
package io.parley.store.experiment;
