/** What filters there are, what they can be given, and the sets of them that were asked with. */
@org.jspecify.annotations.NullMarked
package io.parley.server.filters;
