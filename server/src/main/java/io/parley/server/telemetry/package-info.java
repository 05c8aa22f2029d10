/** What the server tells its operator: a line for each request, and metrics. */
@org.jspecify.annotations.NullMarked
package io.parley.server.telemetry;
