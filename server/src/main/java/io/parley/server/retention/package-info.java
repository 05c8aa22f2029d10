/** Deletion of messages: of old content daily, and of clients on request. */
@org.jspecify.annotations.NullMarked
package io.parley.server.retention;
