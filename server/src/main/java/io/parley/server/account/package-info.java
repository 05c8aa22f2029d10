/** Administration of an account: its projects and their channels, its tokens, its users. */
@org.jspecify.annotations.NullMarked
package io.parley.server.account;
