/** Writing of Parquet files. */
@org.jspecify.annotations.NullMarked
package io.parley.store.parquet;
