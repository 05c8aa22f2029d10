// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import io.parley.core.log.Keys;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.Piece;
import io.parley.store.table.PieceRow;
import io.parley.store.table.RowKey;
import java.time.Instant;

/**
 * A piece to be written to the log.
 *
 * @param body the piece as it is stored
 */
record IncomingPiece(Piece piece, RowKey conversation, long pieceKey, long digest, String body) {

    static IncomingPiece of(Keys keys, long projectId, Piece piece) {
        long conversation = keys.conversation(projectId, piece.conversationId());
        return new IncomingPiece(
                piece,
                new RowKey(projectId, conversation),
                keys.piece(conversation, piece.id()),
                Keys.digest(piece),
                PieceRow.body(piece));
    }

    MessageVersion version() {
        return new MessageVersion(piece.version(), digest);
    }

    PieceRow row(Instant receivedAt) {
        return new PieceRow(
                conversation.projectId(),
                conversation.key(),
                pieceKey,
                null,
                receivedAt,
                piece.time(),
                piece.conversationId(),
                digest,
                body,
                null);
    }
}
