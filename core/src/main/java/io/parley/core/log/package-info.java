/** The conversation log: reported messages, and the sessions and clients derived from them. */
@org.jspecify.annotations.NullMarked
package io.parley.core.log;
