/** Writing Parquet. */
@org.jspecify.annotations.NullMarked
package io.parley.store.parquet;
