/** The server: the HTTP API of the store, the command line, and the application's start. */
@org.jspecify.annotations.NullMarked
package io.parley.server;
