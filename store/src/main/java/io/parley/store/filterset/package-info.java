/** Filter sets of requests, stored under short ids. */
@org.jspecify.annotations.NullMarked
package io.parley.store.filterset;
