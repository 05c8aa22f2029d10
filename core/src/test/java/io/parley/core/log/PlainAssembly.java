// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of {@link ConversationAssembler} in their plainest form: each question is answered by looking at all pieces again. */
final class PlainAssembly {
    private final List<Piece> pieces;

    PlainAssembly(List<Piece> all) {
        boolean positioned = all.stream().allMatch(piece -> piece.position() != null);
        Comparator<Piece> byTime = Comparator.comparing(Piece::time)
                .thenComparing(piece -> piece.position() == null ? Long.MIN_VALUE : piece.position())
                .thenComparing(Piece::id);
        pieces = all.stream()
                .sorted(positioned ? Comparator.comparing(Piece::position).thenComparing(byTime) : byTime)
                .toList();
    }

    /** Questions, events and answers of the exchanges: what a message says, by the id of its opening piece. */
    Map<String, String> exchanges() {
        Map<String, List<Piece>> parts = parts();
        Map<String, String> shown = new TreeMap<>();
        Set<String> handedOver = new HashSet<>();
        pieces.stream().filter(piece -> parts.containsKey(piece.id())).forEach(opening -> {
            List<Piece> own = part(parts, opening.id());
            String session = session(opening, own);
            String answers = own.stream()
                    .filter(piece -> piece.text() != null && piece.author() != Piece.Author.CLIENT)
                    .map(Piece::text)
                    .collect(Collectors.joining("\n\n"));
            if (own.stream().noneMatch(piece -> piece.text() != null && piece.author() != Piece.Author.CLIENT)) {
                answers = own.stream()
                        .flatMap(part -> steps(part)
                                .filter(step -> step.text() != null
                                        && (step.author() == Piece.Author.BOT
                                                || step.author() == Piece.Author.OPERATOR))
                                .reduce((one, later) -> later)
                                .stream())
                        .map(Piece::text)
                        .collect(Collectors.joining("\n\n"));
            }
            boolean transfers = opening.author() == Piece.Author.OPERATOR && handedOver.add(session);
            shown.put(
                    opening.id(),
                    String.join(
                            " | ",
                            asked(opening, own, !answers.isEmpty()),
                            answers,
                            session,
                            String.valueOf(value(opening, own, Piece::botId)),
                            String.valueOf(value(opening, own, Piece::clientId)),
                            transfers ? "switch" : "",
                            tokens(own) == null ? "" : "tokens " + tokens(own)));
        });
        return shown;
    }

    // ---- Which pieces are of which exchange

    private Map<String, List<Piece>> parts() {
        Map<String, List<Piece>> parts = new TreeMap<>();
        Map<String, String> exchangeOf = new TreeMap<>();
        List<String> opened = new ArrayList<>();
        for (Piece piece : pieces) {
            if (owner(piece) != null || anchor(piece) != null) {
                continue;
            }
            boolean asksInside =
                    piece.author() == Piece.Author.BOT && steps(piece).anyMatch(this::isQuestion);
            if (piece.author() == Piece.Author.BOT && !asksInside) {
                String open = open(piece, opened, parts);
                if (open != null) {
                    part(parts, open).add(piece);
                    exchangeOf.put(piece.id(), open);
                    continue;
                }
            }
            if (!isSilent(piece)) {
                parts.put(piece.id(), new ArrayList<>(List.of(piece)));
                exchangeOf.put(piece.id(), piece.id());
                if (piece.author() != Piece.Author.OPERATOR) {
                    opened.add(piece.id());
                }
            }
        }
        for (Piece piece : pieces) {
            Piece anchor = owner(piece) == null ? anchor(piece) : null;
            if (anchor != null) {
                part(parts, Objects.requireNonNull(exchangeOf.get(anchor.id()))).add(piece);
            }
        }
        parts.values().forEach(own -> own.sort(Comparator.comparingInt(pieces::indexOf)));
        return parts;
    }

    private static List<Piece> part(Map<String, List<Piece>> parts, String id) {
        return Objects.requireNonNull(parts.get(id));
    }

    private @Nullable String open(Piece piece, List<String> opened, Map<String, List<Piece>> parts) {
        if (opened.isEmpty()) {
            return null;
        }
        String latest = opened.getLast();
        if (pieces.stream().allMatch(each -> each.sessionId() == null)) {
            return derived(byId(latest)).equals(derived(piece)) ? latest : null;
        }
        String wanted = firstSession(List.of(piece));
        String has = firstSession(part(parts, latest));
        if (wanted == null || has == null || has.equals(wanted)) {
            return latest;
        }
        // The exchange that was last opened, or last given a session, with that one.
        @Nullable String found = null;
        int at = -1;
        for (String each : opened) {
            if (wanted.equals(firstSession(part(parts, each)))) {
                int named = part(parts, each).stream()
                        .filter(part -> firstSession(List.of(part)) != null)
                        .mapToInt(pieces::indexOf)
                        .min()
                        .orElseThrow();
                int last = part(parts, each).stream()
                        .mapToInt(pieces::indexOf)
                        .max()
                        .orElseThrow();
                if (Math.max(named, last) > at) {
                    at = Math.max(named, last);
                    found = each;
                }
            }
        }
        return found;
    }

    private @Nullable String firstSession(List<Piece> parts) {
        return parts.stream()
                .flatMap(part -> Stream.concat(Stream.of(part), steps(part)))
                .map(Piece::sessionId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean isQuestion(Piece piece) {
        return piece.author() == Piece.Author.CLIENT && piece.text() != null;
    }

    private boolean isSilent(Piece piece) {
        boolean saysNothing = piece.text() == null && piece.event() == null && piece.payload() == null;
        boolean onlyEnds = piece.endsSession()
                && saysNothing
                && steps(piece).findAny().isEmpty()
                && piece.usage().saysNothing()
                && piece.nlp().equals(Nlp.NONE);
        boolean noEvent = piece.author() == Piece.Author.SYSTEM ? piece.event() == null : saysNothing;
        return noEvent && (!piece.isTurn() || onlyEnds);
    }

    private @Nullable Piece byId(@Nullable String id) {
        return pieces.stream()
                .filter(piece -> piece.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Piece parent(Piece piece) {
        return isOnCircle(piece, each -> byId(each.belongsTo())) ? null : byId(piece.belongsTo());
    }

    private static boolean isOnCircle(Piece piece, Function<Piece, @Nullable Piece> link) {
        Set<Piece> seen = new HashSet<>();
        for (Piece at = link.apply(piece); at != null && seen.add(at); at = link.apply(at)) {
            if (at == piece) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Piece owner(Piece piece) {
        @Nullable Piece owner = null;
        for (Piece at = parent(piece); at != null; at = parent(at)) {
            owner = at.isTurn() ? at : owner;
        }
        return owner;
    }

    private Stream<Piece> steps(Piece turn) {
        return pieces.stream().filter(piece -> owner(piece) == turn);
    }

    private @Nullable Piece target(Piece piece) {
        Piece named = byId(piece.replyTo());
        if (piece.author() != Piece.Author.BOT || owner(piece) != null || named == null) {
            return null;
        }
        Piece owner = owner(named);
        Piece target = owner == null ? named : owner;
        return target == piece || target.author() == Piece.Author.OPERATOR || isSilent(target) ? null : target;
    }

    private @Nullable Piece anchor(Piece piece) {
        Function<Piece, @Nullable Piece> link = each -> isOnCircle(each, this::target) ? null : target(each);
        @Nullable Piece anchor = null;
        for (Piece at = link.apply(piece); at != null; at = link.apply(at)) {
            anchor = at;
        }
        return anchor;
    }

    // ---- What it says

    private String asked(Piece opening, List<Piece> own, boolean answered) {
        String inside = own.stream()
                .flatMap(this::steps)
                .filter(this::isQuestion)
                .min(Comparator.comparingInt(pieces::indexOf))
                .map(Piece::text)
                .orElse(null);
        return switch (opening.author()) {
            case CLIENT ->
                opening.text() != null
                        ? "?" + opening.text()
                        : opening.event() != null ? "!" + opening.event() : "?" + (inside == null ? "" : inside);
            case SYSTEM ->
                opening.event() != null
                        ? "!" + opening.event()
                        : inside != null
                                ? "?" + inside
                                : opening.text() != null ? "!systemMessage" : answered ? "!proactiveMessage" : "?";
            case BOT ->
                inside != null ? "?" + inside : "!" + (opening.event() == null ? "proactiveMessage" : opening.event());
            case OPERATOR -> "";
        };
    }

    private String session(Piece opening, List<Piece> own) {
        String named = value(opening, own, Piece::sessionId);
        return named == null ? derived(opening) : named;
    }

    private String derived(@Nullable Piece piece) {
        int place = pieces.indexOf(piece);
        while (place > 0
                && !pieces.get(place - 1).endsSession()
                && Duration.between(
                                        pieces.get(place - 1).time(),
                                        pieces.get(place).time())
                                .compareTo(IdleSessionSplitter.GAP)
                        <= 0) {
            place--;
        }
        Instant start = pieces.get(place).time();
        return "talk/" + start;
    }

    private @Nullable String value(Piece opening, List<Piece> own, Function<Piece, @Nullable String> of) {
        int place = pieces.indexOf(opening);
        Stream<Piece> all = own.stream()
                .flatMap(part -> Stream.concat(Stream.of(part), steps(part)))
                .sorted(Comparator.comparingInt(pieces::indexOf));
        return Stream.of(Stream.of(opening), all, pieces.subList(0, place).reversed().stream(), pieces.stream())
                .flatMap(each -> each)
                .map(of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Long tokens(List<Piece> own) {
        return own.stream()
                .map(this::tokensOfTree)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private @Nullable Long tokensOfTree(Piece piece) {
        if (owner(piece) == null && !piece.isTurn()) {
            return piece.usage().inputTokens();
        }
        return pieces.stream()
                .filter(child -> parent(child) == piece)
                .map(this::tokensOfTree)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(piece.usage().inputTokens());
    }
}
