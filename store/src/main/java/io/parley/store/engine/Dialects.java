// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine;

import java.util.Arrays;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.conf.StatementType;
import org.jooq.impl.DefaultConfiguration;

/** The jOOQ configuration of both engines. */
public final class Dialects {
    public static final Settings SETTINGS = new Settings()
            .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
            .withExecuteLogging(false)
            // DuckDB closes a failed statement; jOOQ's retrieval of warnings would then fail, too.
            .withFetchWarnings(false);

    private Dialects() {}

    /**
     * Creates the jOOQ context of an engine.
     *
     * @param type whether values are sent as parameters of a statement or inlined into its text
     */
    public static DSLContext sql(
            ConnectionProvider connections, SQLDialect dialect, StatementType type, ExecuteListener... listeners) {
        ExecuteListener[] all = Arrays.copyOf(listeners, listeners.length + 1);
        all[listeners.length] = new RowMemoryListener();
        return new DefaultConfiguration()
                .set(connections)
                .set(dialect)
                .set(SettingsTools.clone(SETTINGS).withStatementType(type))
                .set(all)
                .dsl();
    }
}
