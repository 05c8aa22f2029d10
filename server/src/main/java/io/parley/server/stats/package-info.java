/** Statistics over HTTP. */
@org.jspecify.annotations.NullMarked
package io.parley.server.stats;
