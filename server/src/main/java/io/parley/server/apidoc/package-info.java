/** The API document: completed from what is written by hand, and given out. */
@org.jspecify.annotations.NullMarked
package io.parley.server.apidoc;
