// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.parley.core.log.TestKeys;
import io.parley.store.engine.Engine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Access to the store's internals, for tests. */
public final class StoreProbe {
    private static final List<String> EVENT_TABLES = List.of(
            "message",
            "session",
            "client",
            "session_data",
            "session_topic",
            "session_action",
            "session_label_link",
            "message_label_link",
            "message_status",
            "transfer",
            "message_comment",
            "client_block",
            "message_reaction",
            "block_span",
            "message_model",
            "message_tool");

    private StoreProbe() {}

    /** Opens a PostgreSQL store, which gets the key secret of the tests when it is new: stores of one secret can be compared. */
    public static Store openWithTestKeys(String jdbcUrl) {
        return Store.open(new StoreLocation.Database(jdbcUrl), Clock.systemUTC(), TestKeys::secret, keys -> keys);
    }

    public static Engine engine(Store store) {
        return store.engine();
    }

    public static DSLContext sql(Store store) {
        return store.engine().sql();
    }

    /** Returns the names of all tables. */
    public static List<String> tables(Store store) {
        return TableMetadata.of(store.engine()).stream()
                .map(TableMetadata::name)
                .toList();
    }

    /** Returns the content of the conversation log, in an order that is independent of the order of writes. */
    public static Map<String, List<String>> contents(Store store) {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String each : EVENT_TABLES) {
            contents.put(
                    each,
                    sql(store).selectFrom(table(name(each))).fetch().stream()
                            .map(row -> String.join(
                                    " | ",
                                    row.intoList().stream().map(String::valueOf).toList()))
                            .sorted()
                            .toList());
        }
        return contents;
    }
}
