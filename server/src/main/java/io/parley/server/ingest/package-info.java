/** Adapters from wire formats to the conversation log. */
@org.jspecify.annotations.NullMarked
package io.parley.server.ingest;
