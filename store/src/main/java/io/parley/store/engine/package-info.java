/** The engines: all that differs between DuckDB and PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.parley.store.engine;
