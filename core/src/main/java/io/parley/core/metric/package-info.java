/** Declarations of all metrics defined by Parley. */
@org.jspecify.annotations.NullMarked
package io.parley.core.metric;
