/** The conversation log: what bots report, and what follows from it about sessions and clients. */
@org.jspecify.annotations.NullMarked
package io.parley.core.log;
