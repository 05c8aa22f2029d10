/** Manual changes of the conversation log: labels, comments, blocks. All of them go through the log's writer. */
@org.jspecify.annotations.NullMarked
package io.parley.store.edit;
