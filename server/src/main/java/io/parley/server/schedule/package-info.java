/** Reports that come again and again. */
@org.jspecify.annotations.NullMarked
package io.parley.server.schedule;
