/** Reports: files written by background tasks. */
@org.jspecify.annotations.NullMarked
package io.parley.server.report;
