// SPDX-License-Identifier: Apache-2.0
package io.parley.store.retention;

import static io.parley.store.table.PieceTable.PIECE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.parley.store.engine.Engine;
import io.parley.store.ingest.ConversationLog;
import io.parley.store.table.RowKey;
import io.parley.store.table.TableColumn;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The deletion of stored pieces. Their messages stay: pieces are needed only as long as a conversation gets new ones. */
public final class PieceRetention {
    private static final Name NEWER = name("newer");

    private final Engine engine;
    private final ConversationLog log;

    public PieceRetention(Engine engine, ConversationLog log) {
        this.engine = engine;
        this.log = log;
    }

    /**
     * Deletes the pieces of conversations that got nothing new.
     *
     * @param before by the server's clock
     * @return the number of deleted pieces
     */
    public int forgetIdle(Instant before) {
        return log.edit(sql -> delete(sql, DSL.noCondition(), PIECE.receivedAt, before));
    }

    /**
     * Deletes the pieces of a project's conversations in which nothing was said later.
     *
     * @param before by the clocks of those who reported them
     */
    public int forgetBefore(long projectId, Instant before) {
        return log.edit(sql -> delete(sql, PIECE.projectId.eq(projectId), PIECE.saidAt, before));
    }

    private static int delete(DSLContext sql, Condition which, Field<Instant> time, Instant before) {
        Table<?> newer = PIECE.table().as(NEWER);
        return sql.deleteFrom(PIECE.table())
                .where(
                        which,
                        time.lt(before),
                        notExists(selectOne()
                                .from(newer)
                                .where(
                                        ofNewer(PIECE.projectId).eq(PIECE.projectId),
                                        ofNewer(PIECE.conversationKey).eq(PIECE.conversationKey),
                                        field(name(NEWER, time.getUnqualifiedName()), TableColumn.INSTANT)
                                                .ge(before))))
                .execute();
    }

    private static Field<Long> ofNewer(Field<Long> column) {
        return field(name(NEWER, column.getUnqualifiedName()), SQLDataType.BIGINT);
    }

    /**
     * Deletes the content of all pieces of the conversations in which a client takes part. What stays is by which a piece is recognised that comes
     * again, perhaps without the piece that names the client; it goes with other idle conversations.
     */
    static void forget(Engine engine, DSLContext sql, long projectId, long clientKey) {
        List<RowKey> conversations = sql
                .selectDistinct(PIECE.conversationKey)
                .from(PIECE.table())
                .where(PIECE.projectId.eq(projectId), PIECE.clientKey.eq(clientKey))
                .fetch(PIECE.conversationKey)
                .stream()
                .map(key -> new RowKey(projectId, key))
                .toList();
        if (!conversations.isEmpty()) {
            Condition ofThem = RowKey.isOneOf(engine, PIECE, PIECE.conversationKey, conversations);
            sql.deleteFrom(PIECE.table())
                    .where(ofThem, PIECE.settlement.isNotNull())
                    .execute();
            sql.update(PIECE.table())
                    .setNull(PIECE.body)
                    .set(PIECE.conversationId, "")
                    .where(ofThem)
                    .execute();
        }
    }
}
