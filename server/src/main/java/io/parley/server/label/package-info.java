/** Labels: an account's catalogue of them, and putting them on messages and sessions. */
@org.jspecify.annotations.NullMarked
package io.parley.server.label;
