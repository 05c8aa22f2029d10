/** Pagination of lists. */
@org.jspecify.annotations.NullMarked
package io.parley.core.page;
