// SPDX-License-Identifier: Apache-2.0
package io.parley.store.consistency;

import io.parley.store.engine.Engine;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** A consistency check of a store. It reads all rows; other users can use the store meanwhile. */
public final class ConsistencyCheck {
    private static final int EXAMPLES = 3;

    private final Engine engine;

    public ConsistencyCheck(Engine engine) {
        this.engine = engine;
    }

    /**
     * The result of checking one rule.
     *
     * @param violations number of rows that violate it
     * @param examples keys of some of them
     */
    public record Violation(Invariant rule, long violations, List<Long> examples) {
        public boolean isSound() {
            return violations == 0;
        }
    }

    /** Checks one rule. */
    public Violation examine(Invariant rule) {
        return engine.sql().transactionResult(transaction -> {
            DSLContext sql = transaction.dsl();
            var violations = rule.violations().asTable("violation");
            long count = sql.fetchCount(rule.violations());
            return new Violation(
                    rule,
                    count,
                    count == 0
                            ? List.of()
                            : sql.select(violations.field(0, Long.class))
                                    .from(violations)
                                    .orderBy(DSL.one())
                                    .limit(EXAMPLES)
                                    .fetch(0, Long.class));
        });
    }
}
