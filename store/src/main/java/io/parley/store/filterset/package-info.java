/** Filter sets that were asked with, by which people find them again. */
@org.jspecify.annotations.NullMarked
package io.parley.store.filterset;
