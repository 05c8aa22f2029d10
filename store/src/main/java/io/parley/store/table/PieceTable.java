// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;

/** Pieces of conversations that still get new ones. A cluster distributes them by conversation. */
public final class PieceTable extends RowTable<PieceRow> {
    public static final PieceTable PIECE = new PieceTable();

    public final Field<Long> projectId = number("project_id", PieceRow::projectId);
    public final Field<Long> conversationKey = number("conversation_key", PieceRow::conversationKey);
    public final Field<Long> pieceKey = number("piece_key", PieceRow::pieceKey);
    public final Field<Long> clientKey = number("client_key", PieceRow::clientKey);
    public final Field<Instant> receivedAt = moment("received_at", PieceRow::receivedAt);
    public final Field<Instant> saidAt = moment("said_at", PieceRow::saidAt);
    public final Field<String> conversationId = text("conversation_id", PieceRow::conversationId);
    private final Field<Long> digest = number("digest", PieceRow::digest);
    public final Field<String> body = text("body", PieceRow::body);
    public final Field<String> settlement = text("settlement", PieceRow::settlement);

    private PieceTable() {
        super("piece");
    }

    @Override
    public PieceRow read(Record record) {
        return new PieceRow(
                record.get(projectId),
                record.get(conversationKey),
                record.get(pieceKey),
                record.get(clientKey),
                record.get(receivedAt),
                record.get(saidAt),
                record.get(conversationId),
                record.get(digest),
                record.get(body),
                record.get(settlement));
    }
}
