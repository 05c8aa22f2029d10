/** The words and the filters: data and pure functions, no I/O, no framework. */
@org.jspecify.annotations.NullMarked
package io.parley.core;
