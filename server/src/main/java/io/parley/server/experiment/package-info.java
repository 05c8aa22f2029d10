/** Experiments over HTTP. */
@org.jspecify.annotations.NullMarked
package io.parley.server.experiment;
