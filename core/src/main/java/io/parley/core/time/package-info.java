/** Division of time into hours, days, months… by the calendar of a time zone. */
@org.jspecify.annotations.NullMarked
package io.parley.core.time;
