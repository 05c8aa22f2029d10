/** Accounts, projects, channels, people, tokens and label catalogues. */
@org.jspecify.annotations.NullMarked
package io.parley.store.account;
