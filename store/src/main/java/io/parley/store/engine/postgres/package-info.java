/** The PostgreSQL engine, also distributed by Citus. */
@org.jspecify.annotations.NullMarked
package io.parley.store.engine.postgres;
