/** Filters as data: each filter key is declared once and parsed into one algebra of conditions. */
@org.jspecify.annotations.NullMarked
package io.parley.core.filter;
