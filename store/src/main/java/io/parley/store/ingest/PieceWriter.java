// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.PieceTable.PIECE;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.sum;

import io.parley.core.log.ConversationAssembler;
import io.parley.core.log.ConversationAssembler.Exchange;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.Origin;
import io.parley.core.log.Piece;
import io.parley.core.log.Settlement;
import io.parley.store.engine.Engine;
import io.parley.store.index.KeyBloomFilter;
import io.parley.store.table.PieceRow;
import io.parley.store.table.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of conversations, in one transaction of the log's writer. All pieces of a conversation that gets a new one are assembled without and
 * with it, and the difference changes the messages of the log. So the log has at any time what the stored pieces say.
 *
 * <p>A conversation has a limited number of stored pieces. Beyond it the oldest are settled: they are deleted, and their messages stay.
 */
final class PieceWriter {
    /** Pieces of a conversation, and characters of them, beyond which the oldest are settled (our decision). */
    static final int MOST_PIECES = 1_000;

    static final int MOST_CHARACTERS = 4_000_000;
    /** What is kept of the newest pieces then. */
    static final int KEPT_PIECES = MOST_PIECES / 2;

    static final int KEPT_CHARACTERS = MOST_CHARACTERS / 2;

    /** Conversations that are read together without a look at their sizes. */
    private static final int FEW = 4;
    /** Most characters of stored pieces that are in memory at a time. */
    private static final long AT_ONCE = 4L * MOST_CHARACTERS;

    private final Engine engine;
    private final DSLContext sql;
    private final KeyBloomFilter knownKeys;
    private final Instant now;
    private final IdentityHashMap<IncomingPiece, Taken> taken = new IdentityHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<RowKey, Set<Long>> obsolete = new LinkedHashMap<>();
    private final Map<RowKey, Map<String, PieceRow>> fresh = new LinkedHashMap<>();

    /** What becomes of a piece. */
    enum Taken {
        NEW,
        KNOWN,
        REFUSED
    }

    /**
     * A change of the log's messages.
     *
     * @param message the new or changed message; of one that vanished, how it was
     * @param isFirst whether the stored pieces made no such message before
     * @param vanished whether the pieces no longer make such a message
     * @param successor of a vanished one, the message that its opening piece is part of now; null for none
     * @param pieceIds the pieces of the message
     */
    record Change(
            RowKey conversation,
            LogRecord.Message message,
            boolean isFirst,
            boolean vanished,
            LogRecord.@Nullable Message successor,
            Set<String> pieceIds) {}

    PieceWriter(Engine engine, DSLContext sql, KeyBloomFilter knownKeys, Instant now) {
        this.engine = engine;
        this.sql = sql;
        this.knownKeys = knownKeys;
        this.now = now;
    }

    /** Takes in the pieces of submissions and finds out what they change. */
    List<Change> take(List<Submission> submissions) {
        Map<RowKey, List<IncomingPiece>> byConversation = new LinkedHashMap<>();
        for (Submission submission : submissions) {
            for (IncomingPiece piece : submission.pieces()) {
                byConversation
                        .computeIfAbsent(piece.conversation(), key -> new ArrayList<>())
                        .add(piece);
            }
        }
        List<RowKey> known = byConversation.keySet().stream()
                .filter(key -> knownKeys.mightContain(key.key()))
                .toList();
        byConversation.keySet().forEach(key -> knownKeys.add(key.key()));
        Set<RowKey> done = new HashSet<>();
        for (List<RowKey> portion : portions(known)) {
            Map<RowKey, List<PieceRow>> stored = stored(portion);
            for (RowKey key : portion) {
                change(key, stored.getOrDefault(key, List.of()), byConversation.getOrDefault(key, List.of()));
                done.add(key);
            }
        }
        byConversation.forEach((key, pieces) -> {
            if (!done.contains(key)) {
                change(key, List.of(), pieces);
            }
        });
        return changes;
    }

    Taken taken(IncomingPiece piece) {
        return Objects.requireNonNull(taken.get(piece), "each piece is decided on");
    }

    // ---- What is stored

    /** Divides conversations so that the pieces of each portion fit in memory. */
    private List<List<RowKey>> portions(List<RowKey> known) {
        if (known.size() <= FEW) {
            return known.isEmpty() ? List.of() : List.of(known);
        }
        Field<Long> size = sum(length(PIECE.body)).cast(SQLDataType.BIGINT);
        Map<RowKey, Long> sizes = new HashMap<>();
        sql.select(PIECE.projectId, PIECE.conversationKey, size)
                .from(PIECE.table())
                .where(RowKey.isOneOf(engine, PIECE, PIECE.conversationKey, known))
                .groupBy(PIECE.projectId, PIECE.conversationKey)
                .forEach(row ->
                        sizes.put(new RowKey(row.value1(), row.value2()), row.value3() == null ? 0 : row.value3()));
        List<List<RowKey>> portions = new ArrayList<>();
        long inPortion = 0;
        for (RowKey key : known) {
            Long each = sizes.get(key);
            if (each == null) {
                continue;
            }
            if (portions.isEmpty() || inPortion + each > AT_ONCE) {
                portions.add(new ArrayList<>());
                inPortion = 0;
            }
            portions.getLast().add(key);
            inPortion += each;
        }
        return portions;
    }

    private Map<RowKey, List<PieceRow>> stored(List<RowKey> conversations) {
        Map<RowKey, List<PieceRow>> stored = new HashMap<>();
        sql.select(PIECE.fields())
                .from(PIECE.table())
                .where(RowKey.isOneOf(engine, PIECE, PIECE.conversationKey, conversations))
                .fetch(PIECE::read)
                .forEach(row -> stored.computeIfAbsent(row.conversation(), key -> new ArrayList<>())
                        .add(row));
        return stored;
    }

    // ---- What changes

    /** The stored state of a conversation. */
    private static final class State {
        final Map<String, Piece> pieces = new HashMap<>();
        final Map<String, PieceRow> rows = new HashMap<>();
        final Map<Long, String> ids = new HashMap<>();
        /** Keys of pieces whose content was erased. */
        final Set<Long> erased = new HashSet<>();

        Settlement settlement = Settlement.NONE;

        void put(String id, Piece piece, PieceRow row) {
            pieces.put(id, piece);
            rows.put(id, row);
            ids.put(row.pieceKey(), id);
        }
    }

    private void change(RowKey key, List<PieceRow> stored, List<IncomingPiece> arriving) {
        State state = new State();
        String conversationId =
                arriving.isEmpty() ? "" : arriving.getFirst().piece().conversationId();
        for (PieceRow row : stored) {
            if (row.isErased()) {
                state.erased.add(row.pieceKey());
                continue;
            }
            conversationId = row.conversationId();
            Piece piece = row.piece();
            if (piece == null) {
                state.settlement = row.settled();
            } else {
                state.put(piece.id(), piece, row);
            }
        }
        List<Piece> before = List.copyOf(state.pieces.values());
        Map<String, PieceRow> rowsBefore = Map.copyOf(state.rows);
        Settlement settledBefore = state.settlement;
        boolean changed = false;
        for (IncomingPiece piece : arriving) {
            Taken outcome = takeInto(state, conversationId, piece);
            taken.put(piece, outcome);
            changed |= outcome == Taken.NEW;
        }
        if (!changed) {
            return;
        }
        Map<MessageId, Exchange> old =
                messages(before.isEmpty() ? List.of() : new ConversationAssembler(before, settledBefore).exchanges());
        List<Exchange> exchanges = settled(state);
        Map<MessageId, Exchange> next = messages(exchanges);
        report(key, old, next);
        assignClients(key, state, exchanges);
        store(key, conversationId, rowsBefore, settledBefore, state);
    }

    private Taken takeInto(State state, String conversationId, IncomingPiece arriving) {
        Piece piece = arriving.piece();
        String holder = state.ids.get(arriving.pieceKey());
        if (!piece.conversationId().equals(conversationId) || holder != null && !holder.equals(piece.id())) {
            return Taken.REFUSED;
        }
        if (state.erased.contains(arriving.pieceKey())) {
            return Taken.KNOWN;
        }
        Piece held = state.pieces.get(piece.id());
        if (held != null) {
            long digest = Objects.requireNonNull(state.rows.get(piece.id())).digest();
            MessageVersion version = new MessageVersion(held.version(), digest);
            if (digest == arriving.digest() || !version.yieldsTo(arriving.version())) {
                return Taken.KNOWN;
            }
        }
        state.put(piece.id(), piece, arriving.row(now));
        return Taken.NEW;
    }

    /** Assembles the pieces, and settles the oldest if there are too many: the exchanges of all, as they are from now on. */
    private List<Exchange> settled(State state) {
        ConversationAssembler whole = new ConversationAssembler(state.pieces.values(), state.settlement);
        int surplus = surplus(state, whole.inOrder());
        if (surplus == 0) {
            return whole.exchanges();
        }
        ConversationAssembler.Settled settled = whole.settle(surplus);
        List<Exchange> exchanges = new ArrayList<>(whole.exchanges().stream()
                .filter(exchange -> settled.pieceIds().contains(exchange.openingId()))
                .toList());
        state.settlement = settled.settlement();
        state.pieces.keySet().removeAll(settled.pieceIds());
        state.rows.keySet().removeAll(settled.pieceIds());
        exchanges.addAll(new ConversationAssembler(state.pieces.values(), state.settlement).exchanges());
        return exchanges;
    }

    /** The number of the oldest pieces that are too many. */
    private static int surplus(State state, List<Piece> inOrder) {
        long characters =
                state.rows.values().stream().mapToLong(PieceWriter::size).sum();
        if (inOrder.size() <= MOST_PIECES && characters <= MOST_CHARACTERS) {
            return 0;
        }
        int surplus = Math.max(0, inOrder.size() - KEPT_PIECES);
        long kept = 0;
        for (int place = inOrder.size() - 1; place >= surplus; place--) {
            kept += size(
                    Objects.requireNonNull(state.rows.get(inOrder.get(place).id())));
            if (kept > KEPT_CHARACTERS) {
                return place + 1;
            }
        }
        return surplus;
    }

    private static long size(PieceRow row) {
        return row.body() == null ? 0 : row.body().length();
    }

    /** What a message is known by within its project. */
    private record MessageId(String botId, String questionId) {
        static MessageId of(LogRecord.Message message) {
            return new MessageId(message.origin().botId(), message.turn().questionId());
        }
    }

    private static Map<MessageId, Exchange> messages(Collection<Exchange> exchanges) {
        Map<MessageId, Exchange> messages = new LinkedHashMap<>();
        for (Exchange exchange : exchanges) {
            if (exchange.message() != null) {
                messages.put(MessageId.of(exchange.message()), exchange);
            }
        }
        return messages;
    }

    private void report(RowKey conversation, Map<MessageId, Exchange> old, Map<MessageId, Exchange> next) {
        next.forEach((id, exchange) -> {
            LogRecord.Message message = Objects.requireNonNull(exchange.message());
            Exchange before = old.get(id);
            if (before == null || !message.equals(before.message())) {
                changes.add(new Change(conversation, message, before == null, false, null, exchange.pieceIds()));
            }
        });
        Map<String, LogRecord.Message> byPiece = new HashMap<>();
        if (!next.keySet().containsAll(old.keySet())) {
            next.values()
                    .forEach(exchange -> exchange.pieceIds()
                            .forEach(id -> byPiece.put(id, Objects.requireNonNull(exchange.message()))));
        }
        old.forEach((id, exchange) -> {
            if (!next.containsKey(id)) {
                changes.add(new Change(
                        conversation,
                        Objects.requireNonNull(exchange.message()),
                        false,
                        true,
                        byPiece.get(exchange.openingId()),
                        exchange.pieceIds()));
            }
        });
    }

    /** Notes whose client the pieces are of. */
    private void assignClients(RowKey key, State state, List<Exchange> exchanges) {
        Map<Origin, Long> keys = new HashMap<>();
        for (Exchange exchange : exchanges) {
            if (exchange.message() == null) {
                continue;
            }
            Long client = keys.computeIfAbsent(
                    exchange.message().origin(),
                    origin -> engine.keys().client(key.projectId(), origin.botId(), origin.clientId()));
            exchange.pieceIds()
                    .forEach(id -> state.rows.computeIfPresent(
                            id, (same, row) -> client.equals(row.clientKey()) ? row : row.of(client)));
        }
    }

    /** Notes which rows the transaction has to write. */
    private void store(
            RowKey key, String conversationId, Map<String, PieceRow> before, Settlement settledBefore, State state) {
        Set<Long> gone = new LinkedHashSet<>();
        Map<String, PieceRow> added = new LinkedHashMap<>();
        before.forEach((id, row) -> {
            if (!row.equals(state.rows.get(id))) {
                gone.add(row.pieceKey());
            }
        });
        state.rows.forEach((id, row) -> {
            if (!row.equals(before.get(id))) {
                added.put(id, row);
            }
        });
        if (!state.settlement.equals(settledBefore)) {
            long settlementKey = engine.keys().settlement(key.key());
            gone.add(settlementKey);
            String client = state.settlement.clientId();
            String bot = state.settlement.botId();
            added.put(
                    // No piece has this id: its characters are not storable.
                    "\u0000",
                    PieceRow.of(
                            key.projectId(),
                            key.key(),
                            settlementKey,
                            client == null || bot == null ? null : engine.keys().client(key.projectId(), bot, client),
                            now,
                            conversationId,
                            state.settlement));
        }
        if (!gone.isEmpty()) {
            obsolete.put(key, gone);
        }
        fresh.put(key, added);
    }

    // ---- What the log says to it

    /** Does not store the pieces of a message, because their client is erased. */
    void drop(Change change) {
        Map<String, PieceRow> rows = fresh.getOrDefault(change.conversation(), Map.of());
        change.pieceIds().forEach(rows::remove);
    }

    /** Refuses the new pieces of a message, because a key of it is that of something else. */
    void refuse(Change change) {
        drop(change);
        taken.replaceAll((piece, outcome) -> outcome == Taken.NEW
                        && piece.conversation().equals(change.conversation())
                        && change.pieceIds().contains(piece.piece().id())
                ? Taken.REFUSED
                : outcome);
    }

    /** Writes the rows of pieces. */
    void write() {
        if (!obsolete.isEmpty()) {
            List<Condition> gone = new ArrayList<>();
            obsolete.forEach((conversation, pieces) -> gone.add(DSL.and(
                    PIECE.projectId.eq(DSL.inline(conversation.projectId())),
                    PIECE.conversationKey.eq(DSL.inline(conversation.key())),
                    engine.isOneOf(PIECE.pieceKey, pieces))));
            sql.deleteFrom(PIECE.table()).where(DSL.or(gone)).execute();
        }
        BulkInsert.append(
                engine,
                sql,
                PIECE,
                fresh.values().stream()
                        .flatMap(rows -> rows.values().stream())
                        .sorted(Comparator.comparingLong(PieceRow::conversationKey))
                        .toList());
    }
}
