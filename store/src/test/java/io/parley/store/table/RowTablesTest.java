// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.parley.store.EachEngine;
import io.parley.store.Store;
import io.parley.store.StoreProbe;
import io.parley.store.TestEngine;
import java.util.List;
import org.jooq.Field;

class RowTablesTest {
    private static final List<RowTable<?>> TABLES = List.of(
            MessageTable.MESSAGE,
            SessionTable.SESSION,
            ClientTable.CLIENT,
            SessionDataTable.SESSION_DATA,
            SessionOutcomeTable.SESSION_TOPIC,
            SessionOutcomeTable.SESSION_ACTION,
            LabelLinkTable.SESSION_LABEL_LINK,
            LabelLinkTable.MESSAGE_LABEL_LINK,
            StatusTable.MESSAGE_STATUS,
            TransferTable.TRANSFER,
            ManualCommentTable.MESSAGE_COMMENT,
            ClientBlockTable.CLIENT_BLOCK,
            ReactionTable.MESSAGE_REACTION,
            ClientBlockPeriodTable.BLOCK_SPAN,
            LabelRemovalTable.SESSION_LABEL_REMOVAL,
            LabelRemovalTable.MESSAGE_LABEL_REMOVAL,
            ErasureTable.ERASURE,
            ReplacedVersionTable.REPLACED_VERSION,
            PieceTable.PIECE,
            UsageNameTable.MESSAGE_MODEL,
            UsageNameTable.MESSAGE_TOOL);

    /** Rows are inserted by position, so with a wrong order a value would get into another column. */
    @EachEngine
    void declaredColumnsAreThoseOfTheMigrationsInTheirOrder(TestEngine engine) {
        try (Store store = engine.open()) {
            for (RowTable<?> declared : TABLES) {
                List<String> columns = StoreProbe.sql(store)
                        .select(field(name("column_name"), String.class))
                        .from(table(name("information_schema", "columns")))
                        .where(field(name("table_name"), String.class).eq(declared.name()))
                        .orderBy(field(name("ordinal_position")))
                        .fetch(0, String.class);
                assertThat(declared.fields().stream().map(Field::getName).toList())
                        .as(declared.name())
                        .isEqualTo(columns);
            }
        }
    }
}
