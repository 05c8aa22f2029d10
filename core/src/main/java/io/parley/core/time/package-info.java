/** Cutting time into hours, days, months… as the calendar of a zone has them; reading moments. */
@org.jspecify.annotations.NullMarked
package io.parley.core.time;
