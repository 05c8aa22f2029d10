/** Background tasks, schedules and webhooks, as stored in the database. */
@org.jspecify.annotations.NullMarked
package io.parley.store.task;
