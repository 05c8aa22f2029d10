// SPDX-License-Identifier: Apache-2.0
package io.parley.store.checkup;

import io.parley.store.engine.Engine;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Examines a store. It reads all of it; others may use it meanwhile. */
public final class Checkup {
    private static final int EXAMPLES = 3;

    private final Engine engine;

    public Checkup(Engine engine) {
        this.engine = engine;
    }

    /**
     * What came out of one rule.
     *
     * @param violations of how many rows it is not true
     * @param examples keys of some of them
     */
    public record Finding(Rule rule, long violations, List<Long> examples) {
        public boolean isSound() {
            return violations == 0;
        }
    }

    /** Examines one thing. */
    public Finding examine(Rule rule) {
        return engine.sql().transactionResult(transaction -> {
            DSLContext sql = transaction.dsl();
            var violations = rule.violations().asTable("violation");
            long count = sql.fetchCount(rule.violations());
            return new Finding(
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
