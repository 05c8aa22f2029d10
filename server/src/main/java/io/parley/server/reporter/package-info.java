/** Lists of the Reporter API. */
@org.jspecify.annotations.NullMarked
package io.parley.server.reporter;
