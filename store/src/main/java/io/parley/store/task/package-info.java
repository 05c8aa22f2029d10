/** Background tasks as the store keeps them. */
@org.jspecify.annotations.NullMarked
package io.parley.store.task;
