/** Background tasks that delete data. */
@org.jspecify.annotations.NullMarked
package io.parley.server.maintenance;
