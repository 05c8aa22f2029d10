/** The server: HTTP around the store, the command line, and what is put together at start-up. */
@org.jspecify.annotations.NullMarked
package io.parley.server;
