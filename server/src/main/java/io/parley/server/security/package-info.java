/** Authentication and authorisation: tokens, users, permissions. */
@org.jspecify.annotations.NullMarked
package io.parley.server.security;
