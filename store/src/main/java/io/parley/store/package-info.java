/**
 * The store: {@link io.parley.store.Store} is the door. One SQL source for both engines; what differs between them is in
 * {@code engine}, the tables are declared in {@code rows}, the conversation log is written in {@code write} and read in {@code query}.
 */
@org.jspecify.annotations.NullMarked
package io.parley.store;
