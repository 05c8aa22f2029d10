// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import io.parley.core.log.Piece;
import io.parley.core.log.Settlement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored piece of a conversation, or what the conversation remembers of its settled pieces.
 *
 * @param clientKey the client of the message that the piece is part of, by which an erasure finds it; null while unknown
 * @param receivedAt when it arrived, by the server's clock
 * @param saidAt the piece's own time, or that of the last settled piece
 * @param conversationId tells whose key it is; empty of an erased piece
 * @param digest fingerprint of the piece as it came; 0 of a settlement
 * @param body the piece as JSON, see {@link #body}; null of a settlement, and of an erased piece
 * @param settlement the settlement as JSON; null of a piece
 */
public record PieceRow(
        long projectId,
        long conversationKey,
        long pieceKey,
        @Nullable Long clientKey,
        Instant receivedAt,
        Instant saidAt,
        String conversationId,
        long digest,
        @Nullable String body,
        @Nullable String settlement) {

    public static String body(Piece piece) {
        return JsonColumns.write(piece);
    }

    /** The key of the row's conversation. */
    public RowKey conversation() {
        return new RowKey(projectId, conversationKey);
    }

    /** Whether the piece's content was erased with its client. */
    public boolean isErased() {
        return body == null && settlement == null;
    }

    /** The piece; null of a settlement, and if it was erased. */
    public @Nullable Piece piece() {
        return body == null ? null : JsonColumns.piece(body);
    }

    /** Returns what is settled; nothing for a piece. */
    public Settlement settled() {
        return settlement == null ? Settlement.NONE : JsonColumns.settlement(settlement);
    }

    /** The row of a conversation that remembers settled pieces. */
    public static PieceRow of(
            long projectId,
            long conversationKey,
            long pieceKey,
            @Nullable Long clientKey,
            Instant receivedAt,
            String conversationId,
            Settlement settlement) {
        return new PieceRow(
                projectId,
                conversationKey,
                pieceKey,
                clientKey,
                receivedAt,
                settlement.lastAt() == null ? receivedAt : settlement.lastAt(),
                conversationId,
                0,
                null,
                JsonColumns.write(settlement));
    }

    /** The same row of another client. */
    public PieceRow of(@Nullable Long otherClientKey) {
        return new PieceRow(
                projectId,
                conversationKey,
                pieceKey,
                otherClientKey,
                receivedAt,
                saidAt,
                conversationId,
                digest,
                body,
                settlement);
    }
}
