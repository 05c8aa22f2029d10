// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import static io.parley.store.table.SmallTables.ACCOUNT;
import static io.parley.store.table.SmallTables.ID;
import static io.parley.store.table.SmallTables.LOGIN;
import static io.parley.store.table.SmallTables.PERSON;
import static org.jooq.impl.DSL.val;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.store.engine.DatabaseClock;
import io.parley.store.engine.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The users of the web page, and their log-ins. Callers pass secrets hashed, and only the hashes are stored. */
public final class UserRepository {
    /** An id that no row has: ids come from a sequence that begins with 1. */
    private static final long NOBODY = 0;

    private final Engine engine;
    private final DatabaseClock time;

    /** @param time also decides when a log-in has expired, because any node may be asked */
    public UserRepository(Engine engine, DatabaseClock time) {
        this.engine = engine;
        this.time = time;
    }

    /** Adds a person. No two log-ins of the store have the same {@link LoginName#key}. */
    public User add(long accountId, RequestValue<String> login, String passwordHash, Role role) {
        String name = LoginName.stored(login.value());
        if (name.isEmpty() || !LoginName.isVisible(name)) {
            throw login.refused(ErrorCode.INVALID_VALUE, "a login of visible characters");
        }
        return engine.inTransaction(sql -> {
            // Two nodes that add people at once see each other's.
            engine.lockQueue(sql);
            if (!sameKey(sql, LoginName.key(name)).isEmpty()) {
                throw taken(login);
            }
            User person = new User(sql.nextval(ID), accountId, name, passwordHash, role, time.now(sql), null);
            int added = sql.insertInto(PERSON.table())
                    .columns(
                            PERSON.id,
                            PERSON.accountId,
                            PERSON.login,
                            PERSON.passwordHash,
                            PERSON.role,
                            PERSON.createdAt)
                    .values(person.id(), accountId, name, passwordHash, role.name(), person.createdAt())
                    .onConflictDoNothing()
                    .execute();
            if (added == 0) {
                throw taken(login);
            }
            return person;
        });
    }

    private static ApiException taken(RequestValue<String> login) {
        return login.refused(ErrorCode.NAME_TAKEN, "a login that nobody has yet");
    }

    /** Returns all people of an account, in the order of their creation. */
    public List<User> list(long accountId) {
        return users(engine.sql(), PERSON.accountId.eq(accountId));
    }

    /**
     * Returns the person with that login, deactivated or not. A person whose login has exactly this form comes first:
     * earlier versions permitted log-ins that differ in form only. Otherwise it is the oldest of the same key. The time
     * that this takes does not depend on whether there is one.
     */
    public Optional<User> byLogin(String login) {
        DSLContext sql = engine.sql();
        Map<Long, String> same = sameKey(sql, LoginName.key(login));
        long id = same.entrySet().stream()
                .filter(person -> person.getValue().equals(login))
                .findFirst()
                .or(() -> same.entrySet().stream().findFirst())
                .map(Map.Entry::getKey)
                .orElse(NOBODY);
        return users(sql, PERSON.id.eq(id)).stream().findFirst();
    }

    /** Compares in Java, because the engines do not fold all letters alike. */
    private static Map<Long, String> sameKey(DSLContext sql, String key) {
        Map<Long, String> same = logins(sql);
        same.values().removeIf(login -> !LoginName.key(login).equals(key));
        return same;
    }

    /** Returns the log-ins by the people's ids, the oldest first. */
    private static Map<Long, String> logins(DSLContext sql) {
        Map<Long, String> logins = new LinkedHashMap<>();
        sql.select(PERSON.id, PERSON.login)
                .from(PERSON.table())
                .orderBy(PERSON.id)
                .forEach(row -> logins.put(row.value1(), row.value2()));
        return logins;
    }

    /** Returns groups of log-ins that differ in form only, which earlier versions permitted. */
    public List<List<String>> clashes() {
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        logins(engine.sql())
                .values()
                .forEach(login -> byKey.computeIfAbsent(LoginName.key(login), any -> new ArrayList<>())
                        .add(login));
        return byKey.values().stream().filter(same -> same.size() > 1).toList();
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
            Instant deactivatedAt = deactivatedAt(before, change.active(), time.now(sql));
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

    private static @Nullable Instant deactivatedAt(User before, @Nullable Boolean active, Instant now) {
        if (active == null || active == before.isActive()) {
            return before.deactivatedAt();
        }
        return active ? null : now;
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

    /**
     * Stores a log-in until it expires; deletes expired ones.
     *
     * @param validity counted by the database's clock
     */
    public void addLogin(String secretHash, long personId, Duration validity) {
        engine.inTransaction(sql -> {
            Instant now = time.now(sql);
            sql.deleteFrom(LOGIN.table()).where(LOGIN.expiresAt.le(now)).execute();
            return sql.insertInto(LOGIN.table())
                    .columns(LOGIN.secretHash, LOGIN.personId, LOGIN.createdAt, LOGIN.expiresAt)
                    .values(secretHash, personId, now, now.plus(validity))
                    .execute();
        });
    }

    /** Returns the person of a log-in that has not ended, if the person may still log in. */
    public Optional<User> loggedIn(String secretHash) {
        return engine.sql()
                .select(LOGIN.personId)
                .from(LOGIN.table())
                .where(LOGIN.secretHash.eq(secretHash), LOGIN.expiresAt.gt(time.now(engine.sql())))
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
