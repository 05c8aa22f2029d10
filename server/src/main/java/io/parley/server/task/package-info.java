/** Background tasks: their workers, and the files that they write. */
@org.jspecify.annotations.NullMarked
package io.parley.server.task;
