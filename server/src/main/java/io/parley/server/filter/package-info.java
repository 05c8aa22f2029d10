/** The available filters, their options, and the filter sets of requests. */
@org.jspecify.annotations.NullMarked
package io.parley.server.filter;
