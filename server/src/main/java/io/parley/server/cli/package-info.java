/** The command line. */
@org.jspecify.annotations.NullMarked
package io.parley.server.cli;
