// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import io.parley.store.engine.Engine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;

/**
 * Has one PostgreSQL sent what a cluster would be, and refuses what a cluster refuses, and what does not say of which project it speaks, so that
 * every test of the store is a test of that, too.
 */
public final class CitusStatementGuard implements ExecuteListener {
    /** The shapes of allowed statements, of all tests. */
    private static final Set<String> SOUND = ConcurrentHashMap.newKeySet();

    private final transient ColocatedJoins joins;

    private CitusStatementGuard(ColocatedJoins joins) {
        this.joins = joins;
    }

    /** Checks all further statements of the engine. */
    public static void watch(Engine engine) {
        CitusStatementGuard watch =
                new CitusStatementGuard(new ColocatedJoins(CitusDistribution.distributionColumns(engine.sql())));
        ((PostgresEngine) engine).simulateCluster(watch::check);
        engine.sql().configuration().setAppending(new DefaultExecuteListenerProvider(watch));
    }

    @Override
    public void renderEnd(ExecuteContext context) {
        String sql = context.sql();
        if (sql != null) {
            check(sql);
        }
    }

    private void check(String sql) {
        ProjectPredicateCheck.require(sql);
        if (!joins.mayJoin(sql)) {
            return;
        }
        String shape = ColocatedJoins.shape(sql);
        if (SOUND.contains(shape)) {
            return;
        }
        List<String> violations = joins.violations(shape);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("a cluster refuses to join " + String.join("; ", violations)
                    + ", since they are not joined by what they are distributed by: " + sql);
        }
        SOUND.add(shape);
    }
}
