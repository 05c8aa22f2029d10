/** A project's topics, actions and results, and what people call them. */
@org.jspecify.annotations.NullMarked
package io.parley.server.outcome;
