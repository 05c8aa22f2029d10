/** The Reporter API's lists. */
@org.jspecify.annotations.NullMarked
package io.parley.server.reporter;
