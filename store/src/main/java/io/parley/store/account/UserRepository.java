// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import static io.parley.store.table.SmallTables.ACCOUNT;
import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.LOGIN;
import static io.parley.store.table.SmallTables.PERSON;
import static org.jooq.impl.DSL.val;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The users of the web page, and their log-ins. Callers pass secrets hashed, and only the hashes are stored. */
public final class UserRepository {
    private final Engine engine;
    private final Clock clock;

    public UserRepository(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Adds a person. A login is unique in the whole store. */
    public User add(long accountId, RequestValue<String> login, String passwordHash, Role role) {
        return engine.inTransaction(sql -> {
            User person =
                    new User(sql.nextval(ID), accountId, login.value(), passwordHash, role, clock.instant(), null);
            int added = sql.insertInto(PERSON.table())
                    .columns(
                            PERSON.id,
                            PERSON.accountId,
                            PERSON.login,
                            PERSON.passwordHash,
                            PERSON.role,
                            PERSON.createdAt)
                    .values(person.id(), accountId, login.value(), passwordHash, role.name(), person.createdAt())
                    .onConflictDoNothing()
                    .execute();
            if (added == 0) {
                throw login.refused(ErrorCode.NAME_TAKEN, "a login that nobody has yet");
            }
            return person;
        });
    }

    /** Returns all people of an account, in the order of their creation. */
    public List<User> list(long accountId) {
        return users(engine.sql(), PERSON.accountId.eq(accountId));
    }

    /** Returns the person with that login, deactivated or not. */
    public Optional<User> byLogin(String login) {
        return users(engine.sql(), PERSON.login.eq(login)).stream().findFirst();
    }

    /**
     * Changes a person. Deactivation, or a new password from another person, ends all log-ins of the person.
     *
     * @throws io.parley.core.error.ApiException when the account would be left without an active administrator
     */
    public User change(long accountId, RequestValue<Long> id, UserChange change) {
        return engine.inTransaction(sql -> {
            // Prevents a race of two administrators removing each other's role: the update locks the account's row, and
            // the second one waits.
            sql.update(ACCOUNT.table())
                    .set(ACCOUNT.name, ACCOUNT.name)
                    .where(ACCOUNT.id.eq(accountId))
                    .execute();
            User before = of(sql, accountId, id);
            Role role = change.role() == null ? before.role() : change.role();
            Instant deactivatedAt = deactivatedAt(before, change.active());
            sql.update(PERSON.table())
                    .set(PERSON.role, role.name())
                    .set(PERSON.deactivatedAt, val(deactivatedAt, PERSON.deactivatedAt))
                    .set(
                            PERSON.passwordHash,
                            change.passwordHash() == null ? before.passwordHash() : change.passwordHash())
                    .where(PERSON.id.eq(before.id()))
                    .execute();
            if (!sql.fetchExists(
                    PERSON.table(),
                    PERSON.accountId.eq(accountId),
                    PERSON.role.eq(Role.ADMIN.name()),
                    PERSON.deactivatedAt.isNull())) {
                throw id.refused(
                        ErrorCode.LAST_ADMIN, "somebody else, because this is the account's last administrator");
            }
            if (deactivatedAt != null || change.passwordHash() != null) {
                sql.deleteFrom(LOGIN.table())
                        .where(LOGIN.personId.eq(before.id()))
                        .execute();
            }
            return of(sql, accountId, id);
        });
    }

    private @Nullable Instant deactivatedAt(User before, @Nullable Boolean active) {
        if (active == null || active == before.isActive()) {
            return before.deactivatedAt();
        }
        return active ? null : clock.instant();
    }

    /**
     * Changes a password at the person's own request: all other log-ins of the person end.
     *
     * @param loginHash the log-in that remains
     */
    public void changePassword(long personId, String passwordHash, String loginHash) {
        engine.inTransaction(sql -> {
            sql.deleteFrom(LOGIN.table())
                    .where(LOGIN.personId.eq(personId), LOGIN.secretHash.ne(loginHash))
                    .execute();
            return sql.update(PERSON.table())
                    .set(PERSON.passwordHash, passwordHash)
                    .where(PERSON.id.eq(personId))
                    .execute();
        });
    }

    // ---- Log-ins

    /** Stores a log-in until it expires; deletes expired ones. */
    public void addLogin(String secretHash, long personId, Instant expiresAt) {
        engine.inTransaction(sql -> {
            sql.deleteFrom(LOGIN.table())
                    .where(LOGIN.expiresAt.le(clock.instant()))
                    .execute();
            return sql.insertInto(LOGIN.table())
                    .columns(LOGIN.secretHash, LOGIN.personId, LOGIN.createdAt, LOGIN.expiresAt)
                    .values(secretHash, personId, clock.instant(), expiresAt)
                    .execute();
        });
    }

    /** Returns the person of a log-in that has not ended, if the person may still log in. */
    public Optional<User> loggedIn(String secretHash) {
        return engine.sql()
                .select(LOGIN.personId)
                .from(LOGIN.table())
                .where(LOGIN.secretHash.eq(secretHash), LOGIN.expiresAt.gt(clock.instant()))
                .fetchOptional(LOGIN.personId)
                .flatMap(id -> users(engine.sql(), PERSON.id.eq(id)).stream().findFirst())
                .filter(User::isActive);
    }

    public void removeLogin(String secretHash) {
        engine.inTransaction(sql -> sql.deleteFrom(LOGIN.table())
                .where(LOGIN.secretHash.eq(secretHash))
                .execute());
    }

    private static User of(DSLContext sql, long accountId, RequestValue<Long> id) {
        return users(sql, PERSON.accountId.eq(accountId).and(PERSON.id.eq(id.value()))).stream()
                .findFirst()
                .orElseThrow(() -> id.refused(ErrorCode.PERSON, "the id of a person of this account"));
    }

    private static List<User> users(DSLContext sql, Condition condition) {
        return sql.select(PERSON.fields())
                .from(PERSON.table())
                .where(condition)
                .orderBy(PERSON.id)
                .fetch(UserRepository::person);
    }

    private static User person(Record row) {
        return new User(
                row.get(PERSON.id),
                row.get(PERSON.accountId),
                row.get(PERSON.login),
                row.get(PERSON.passwordHash),
                Role.valueOf(row.get(PERSON.role)),
                row.get(PERSON.createdAt),
                row.get(PERSON.deactivatedAt));
    }
}
