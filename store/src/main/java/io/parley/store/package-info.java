/**
 * The store, which {@link io.parley.store.Store} opens and closes. One SQL source serves both engines. Their differences are in
 * {@code engine}, the tables are declared in {@code rows}, the conversation log is written in {@code write} and read in
 * {@code query}.
 */
@org.jspecify.annotations.NullMarked
package io.parley.store;
