// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.table.SmallTables.ACCOUNT;

import org.jooq.DSLContext;

/** Serialises transactions that check a limit of an account before they insert a row. */
final class AccountLock {
    private AccountLock() {}

    /** Locks the account's row until the end of the transaction; a concurrent caller waits. */
    static void hold(DSLContext sql, long accountId) {
        sql.update(ACCOUNT.table())
                .set(ACCOUNT.name, ACCOUNT.name)
                .where(ACCOUNT.id.eq(accountId))
                .execute();
    }
}
