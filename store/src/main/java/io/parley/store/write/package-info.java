/** Writing the conversation log: one writer, group commit, idempotent and order-free. */
@org.jspecify.annotations.NullMarked
package io.parley.store.write;
