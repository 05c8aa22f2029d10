/** Who may do what: tokens, people, permissions. */
@org.jspecify.annotations.NullMarked
package io.parley.server.access;
