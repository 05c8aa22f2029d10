/** Reports: files that background tasks write. */
@org.jspecify.annotations.NullMarked
package io.parley.server.report;
