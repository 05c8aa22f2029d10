/** Every number of our own that Parley shows, declared once. */
@org.jspecify.annotations.NullMarked
package io.parley.core.metric;
