/** Observability of the server: a log line for each request, and metrics. */
@org.jspecify.annotations.NullMarked
package io.parley.server.telemetry;
