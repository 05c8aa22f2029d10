package io.parley.store.engine;

import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;

/** How SQL is written, on either engine. */
final class Dialects {
    static final Settings SETTINGS = new Settings()
            .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
            .withExecuteLogging(false)
            // A failed statement on DuckDB closes itself; jOOQ's retrieval of warnings would then fail, too.
            .withFetchWarnings(false);

    private Dialects() {}
}
