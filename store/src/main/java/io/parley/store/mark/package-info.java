/** What people write onto the conversation log by hand; all of it goes through the log's writer. */
@org.jspecify.annotations.NullMarked
package io.parley.store.mark;
