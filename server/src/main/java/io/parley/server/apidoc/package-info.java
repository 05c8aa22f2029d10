/** The API document: completed from what is written by hand, and given out to programs and people. */
@org.jspecify.annotations.NullMarked
package io.parley.server.apidoc;
