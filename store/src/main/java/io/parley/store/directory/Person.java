package io.parley.store.directory;

/**
 * Somebody who logs in to the page.
 *
 * @param passwordHash never the password
 */
public record Person(long id, long accountId, String login, String passwordHash, Role role) {}
