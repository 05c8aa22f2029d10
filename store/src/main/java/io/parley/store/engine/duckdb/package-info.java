/** The embedded engine, DuckDB. */
@org.jspecify.annotations.NullMarked
package io.parley.store.engine.duckdb;
