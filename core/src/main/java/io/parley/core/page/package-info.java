/** Pages of lists: one numbering, one limit. */
@org.jspecify.annotations.NullMarked
package io.parley.core.page;
