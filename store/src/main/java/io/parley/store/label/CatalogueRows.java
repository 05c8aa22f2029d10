// SPDX-License-Identifier: Apache-2.0
package io.parley.store.label;

import static io.parley.store.table.SmallTables.ID;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.core.log.TextNormalizer;
import io.parley.store.table.SmallTables.Catalogue;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * One account's rows of one catalogue table, inside a transaction.
 *
 * @param absent the problem when there is no such row
 * @param noun name of a row in error messages
 * @param rival description, in error messages, of the rows among which a name must be unique
 */
record CatalogueRows(DSLContext sql, Catalogue table, long accountId, ErrorCode absent, String noun, String rival) {

    /** Changes name and priority; null stays unchanged. */
    void change(LabelChange change) {
        RequestValue<String> name = change.name();
        Integer priority = change.priority();
        int found = sql.update(table.table())
                .set(table.name, name == null ? table.name : val(name.value()))
                .set(table.priority, priority == null ? table.priority : val(priority))
                .where(is(change.id().value()))
                .execute();
        if (found == 0) {
            throw unknown(change.id());
        }
    }

    void require(RequestValue<Long> id) {
        if (!sql.fetchExists(table.table(), is(id.value()))) {
            throw unknown(id);
        }
    }

    void delete(RequestValue<Long> id) {
        if (sql.deleteFrom(table.table()).where(is(id.value())).execute() == 0) {
            throw unknown(id);
        }
    }

    /** Inserts a row into a catalogue without further columns. */
    long insert(String name, int priority) {
        long id = sql.nextval(ID);
        sql.insertInto(table.table())
                .columns(table.id, table.accountId, table.name, table.priority)
                .values(id, accountId, name, priority)
                .execute();
        return id;
    }

    /** Returns a priority that puts a row after all others. */
    int last() {
        return last(noCondition());
    }

    /** Returns a priority that puts a row after those that satisfy the condition. */
    int last(Condition among) {
        Integer greatest = sql.select(max(table.priority))
                .from(table.table())
                .where(ofAccount(), among)
                .fetchOne(0, Integer.class);
        return greatest == null ? 0 : greatest == Integer.MAX_VALUE ? greatest : greatest + 1;
    }

    /**
     * Refuses a name that another row has.
     *
     * @param given the value of the request that the error names
     * @param among only rows that satisfy this count
     */
    void requireAlone(long id, String name, RequestValue<?> given, Condition among) {
        if (named(name, among.and(table.id.ne(id))).isPresent()) {
            throw given.refused(ErrorCode.NAME_TAKEN, "a name that no other " + rival + " has");
        }
    }

    /** The first row of a name that is equal by {@link TextNormalizer#canonical}; catalogues are small. */
    Optional<Long> named(String name, Condition among) {
        String wanted = TextNormalizer.canonical(name);
        return sql
                .select(table.id, table.name)
                .from(table.table())
                .where(ofAccount(), among)
                .orderBy(table.id)
                .fetch()
                .stream()
                .filter(row -> TextNormalizer.canonical(row.value2()).equals(wanted))
                .map(row -> row.value1())
                .findFirst();
    }

    private ApiException unknown(RequestValue<Long> id) {
        return id.refused(absent, "the id of a " + noun + " of this account");
    }

    private Condition is(long id) {
        return ofAccount().and(table.id.eq(id));
    }

    Condition ofAccount() {
        return table.accountId.eq(accountId);
    }
}
