// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random pieces of a conversation: few ids, so that they refer to each other, and times that coincide. */
public final class RandomPieces {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final Random random;
    private final String conversation;

    public RandomPieces(Random random, String conversation) {
        this.random = random;
        this.conversation = conversation;
    }

    /** Pieces with different ids. */
    public List<Piece> some(int count) {
        boolean positioned = random.nextInt(3) == 0;
        boolean namesSessions = random.nextInt(3) == 0;
        boolean steps = random.nextBoolean();
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pieces.add(piece(i, count, positioned || random.nextInt(4) == 0, namesSessions, steps));
        }
        return pieces;
    }

    private Piece piece(int number, int count, boolean positioned, boolean namesSessions, boolean steps) {
        Piece.Author author = one(List.of(
                Piece.Author.CLIENT,
                Piece.Author.CLIENT,
                Piece.Author.BOT,
                Piece.Author.BOT,
                Piece.Author.BOT,
                Piece.Author.OPERATOR,
                Piece.Author.SYSTEM));
        // Whole minutes, so that some pieces are of one instant; a few longer gaps.
        Instant time = START.plus(Duration.ofMinutes(random.nextInt(count) * 2L))
                .plus(Duration.ofMinutes(40L * random.nextInt(3)));
        boolean speaks = random.nextInt(5) > 0;
        return Piece.builder(conversation, "p" + number, author, time)
                .position(positioned ? (long) random.nextInt(count) : null)
                .botId(random.nextInt(3) == 0 ? "bot" : null)
                .channelType("telegram")
                .clientId(random.nextInt(3) == 0 ? one(List.of("anna", "boris")) : null)
                .sessionId(namesSessions && random.nextInt(3) == 0 ? one(List.of("s1", "s2")) : null)
                .text(speaks && author != Piece.Author.SYSTEM ? "text " + number : null)
                .event(author == Piece.Author.SYSTEM && random.nextBoolean() ? "event " + number : null)
                .replyTo(random.nextInt(3) == 0 ? "p" + random.nextInt(count + 1) : null)
                .belongsTo(steps && random.nextInt(2) == 0 ? "p" + random.nextInt(count + 1) : null)
                .isTurn(random.nextInt(3) > 0)
                .endsSession(random.nextInt(12) == 0)
                .operator(author == Piece.Author.OPERATOR ? new Operator("o1", "Olga", null, null, null) : null)
                .nlp(
                        random.nextInt(6) == 0
                                ? new Nlp("/s" + number, null, null, null, null, null, null, null)
                                : Nlp.NONE)
                .usage(random.nextInt(3) == 0 ? usage() : Usage.NONE)
                .build();
    }

    private Usage usage() {
        return new Usage(
                List.of(one(RandomLog.MODELS)),
                List.of(),
                random.nextBoolean() ? (long) random.nextInt(100) : null,
                null,
                random.nextBoolean() ? BigDecimal.ONE : null);
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
