/** The API document: completed from its hand-written part, and published as JSON and as a page. */
@org.jspecify.annotations.NullMarked
package io.parley.server.apidoc;
