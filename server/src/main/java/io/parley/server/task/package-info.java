/** Background tasks: whoever does them, and the files they write. */
@org.jspecify.annotations.NullMarked
package io.parley.server.task;
