/** Telling others that reports have ended. */
@org.jspecify.annotations.NullMarked
package io.parley.server.webhook;
