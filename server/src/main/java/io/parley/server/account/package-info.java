/** Setting up an account: its projects with their channels, its tokens, its people. */
@org.jspecify.annotations.NullMarked
package io.parley.server.account;
