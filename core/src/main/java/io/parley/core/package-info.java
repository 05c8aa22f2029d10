/** The domain model and the filters: data and pure functions, without I/O or frameworks. */
@org.jspecify.annotations.NullMarked
package io.parley.core;
