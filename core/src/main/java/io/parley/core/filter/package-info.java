/** Filters as data: every filter key declared once, read from the wire into one algebra of conditions. */
@org.jspecify.annotations.NullMarked
package io.parley.core.filter;
