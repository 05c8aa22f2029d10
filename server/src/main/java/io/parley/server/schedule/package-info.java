/** Scheduled reports. */
@org.jspecify.annotations.NullMarked
package io.parley.server.schedule;
