/** Queries of the conversation log: filters compiled to SQL, pages, streams. */
@org.jspecify.annotations.NullMarked
package io.parley.store.query;
