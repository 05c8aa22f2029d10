// SPDX-License-Identifier: Apache-2.0
package io.parley.store.task;

import static io.parley.store.rows.SmallTables.ACCOUNT;

import org.jooq.DSLContext;

/** What is counted before something is added to it has to be counted by one at a time. */
final class Accounts {
    private Accounts() {}

    /** Waits until no other transaction counts what the account has, until the end of this one: the first one holds the account's row. */
    static void hold(DSLContext sql, long accountId) {
        sql.update(ACCOUNT.table())
                .set(ACCOUNT.name, ACCOUNT.name)
                .where(ACCOUNT.id.eq(accountId))
                .execute();
    }
}
