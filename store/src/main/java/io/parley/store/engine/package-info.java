/** The database engines: the code that differs between DuckDB and PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.parley.store.engine;
