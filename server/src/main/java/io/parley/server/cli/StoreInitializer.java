// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.core.error.RequestValue;
import io.parley.server.account.ShortName;
import io.parley.server.security.Passwords;
import io.parley.server.security.TokenSecrets;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Project;
import io.parley.store.account.Role;
import io.parley.store.account.TokenKind;
import io.parley.store.account.UserRepository;
import java.util.List;

/** Initialises a new store: an account, its first admin, projects and tokens. */
final class StoreInitializer {
    private final AccountRepository accounts;
    private final UserRepository users;
    private final TokenSecrets secrets = new TokenSecrets();

    StoreInitializer(AccountRepository accounts, UserRepository users) {
        this.accounts = accounts;
        this.users = users;
    }

    /** Project with its tokens. */
    record NewProject(Project project, String projectToken, String ingestToken) {}

    long account(String name) {
        return accounts.addAccount(name);
    }

    Credentials.User admin(long accountId) {
        Credentials.User user = new Credentials.User("admin", secrets.letters(16));
        users.add(
                accountId,
                new RequestValue<>("login", user.login()),
                new Passwords().hash(user.password()),
                Role.ADMIN);
        return user;
    }

    String unifiedToken(long accountId) {
        String token = secrets.unifiedToken();
        accounts.addToken(TokenKind.UNIFIED, TokenSecrets.hash(token), accountId, null, "first", null);
        return token;
    }

    /** @param key the first part of the short name */
    NewProject project(long accountId, String key, String name) {
        Project project = accounts.addProject(accountId, ShortName.of(key, accountId, secrets), name);
        return new NewProject(project, token(project, TokenKind.PROJECT), token(project, TokenKind.INGEST));
    }

    private String token(Project project, TokenKind kind) {
        String token = secrets.projectToken();
        accounts.addToken(kind, TokenSecrets.hash(token), project.accountId(), project.id(), "first", null);
        return token;
    }

    /** Initialises a store without conversations. */
    Credentials initialize() {
        long account = account("Main");
        NewProject first = project(account, "main", "Main");
        return new Credentials(
                account,
                unifiedToken(account),
                admin(account),
                List.of(new Credentials.ProjectAccess(
                        first.project().shortName(), List.of(), first.projectToken(), first.ingestToken())));
    }
}
