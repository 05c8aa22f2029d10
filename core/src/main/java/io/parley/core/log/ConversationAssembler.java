// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import io.parley.core.error.JsonInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the pieces of one conversation into messages and sessions (our decision, docs/ingest.md). The result depends on the pieces alone, not on
 * the order in which they arrived.
 *
 * <p>Pieces are in the order of their positions if each has one, else of their times. What the client says, and events of the channel, open an
 * exchange; what the bot says answers the exchange that it replies to, or the one that is open in its session. Steps ({@link Piece#belongsTo}) add
 * to the exchange of their topmost turn.
 */
public final class ConversationAssembler {
    /** The event of an exchange that a bot opens without a question. */
    public static final String PROACTIVE_EVENT = "proactiveMessage";
    /** The event of a client's piece that has a payload and nothing else. */
    public static final String CLIENT_EVENT = "clientEvent";
    /** The event of a text of the system. */
    public static final String SYSTEM_EVENT = "systemMessage";
    /** Ends the bot id with which the id of a conversation may begin that is unique within its bot only. */
    public static final String END_OF_BOT = "\u001f";
    /** The channel type of messages whose source names none. */
    public static final String UNKNOWN_CHANNEL = "unknown";

    private static final Comparator<Piece> BY_TIME = Comparator.comparing(Piece::time)
            .thenComparing(Piece::position, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Piece::id);
    private static final Comparator<Piece> BY_POSITION = Comparator.comparing(
                    Piece::position, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .thenComparing(BY_TIME);
    /** Ids that are unique by themselves: UUIDs, and hexadecimal numbers of 64 bits or more; not counters of decimal digits. */
    private static final Pattern UNIQUE =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|(?=.*[a-fA-F])\\p{XDigit}{16,}");

    private final Settlement settled;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> byId = new HashMap<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Heritage sessions;
    private final Heritage bots;
    private final Heritage channels;
    private final Heritage clients;
    private final Set<String> transferred;

    /**
     * An exchange.
     *
     * @param message null while no piece of the conversation names a bot
     * @param openingId id of the piece that opens it
     * @param pieceIds of all pieces that the message is made of
     */
    public record Exchange(LogRecord.@Nullable Message message, String openingId, Set<String> pieceIds) {}

    /** A piece among the others of its conversation. */
    private static final class Node {
        final Piece piece;
        int place;

        @Nullable
        Node parent;
        /** The topmost turn above it. */
        @Nullable
        Node owner;

        final List<Node> children = new ArrayList<>();
        /** All pieces whose owner this is, in order. */
        final List<Node> steps = new ArrayList<>();
        /** The piece whose exchange this one answers. */
        @Nullable
        Node anchor;

        @Nullable
        Draft draft;

        String derivedSession = "";

        Node(Piece piece) {
            this.piece = piece;
        }

        boolean hasContent() {
            return piece.text() != null || piece.event() != null || piece.payload() != null;
        }

        /** Whether it ends the session and says nothing else. */
        boolean onlyEnds() {
            return piece.endsSession()
                    && !hasContent()
                    && steps.isEmpty()
                    && piece.nlp().equals(Nlp.NONE)
                    && piece.usage().saysNothing()
                    && piece.exception() == null
                    && piece.processingTimeMs() == null;
        }

        /** Whether it makes no message by itself. */
        boolean isSilent() {
            return switch (piece.author()) {
                case SYSTEM -> piece.event() == null && (!piece.isTurn() || onlyEnds());
                case CLIENT, BOT, OPERATOR -> !hasContent() && (!piece.isTurn() || onlyEnds());
            };
        }

        /** Whether it opens an exchange, whatever came before. */
        boolean opens() {
            return owner == null
                    && !isSilent()
                    && (piece.author() != Piece.Author.BOT
                            || anchor == null && steps.stream().anyMatch(Node::isClientText));
        }

        boolean isClientText() {
            return piece.author() == Piece.Author.CLIENT && piece.text() != null;
        }

        boolean isAnswerText() {
            return piece.text() != null
                    && (piece.author() == Piece.Author.BOT || piece.author() == Piece.Author.OPERATOR);
        }

        boolean isBot() {
            return piece.author() == Piece.Author.BOT;
        }
    }

    /** An exchange that is being put together. */
    private static final class Draft {
        final Node opening;
        /** The pieces that are no steps, with the opening one. */
        final List<Node> parts = new ArrayList<>();
        /** The session that one of its pieces names. */
        @Nullable
        String session;

        Draft(Node opening) {
            this.opening = opening;
            add(opening);
        }

        void add(Node part) {
            parts.add(part);
            part.draft = this;
            part.steps.forEach(step -> step.draft = this);
            if (session == null) {
                session = withSteps(part)
                        .map(node -> node.piece.sessionId())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            }
        }

        boolean isOfOperator() {
            return opening.piece.author() == Piece.Author.OPERATOR;
        }

        static Stream<Node> withSteps(Node part) {
            return Stream.concat(Stream.of(part), part.steps.stream());
        }

        List<Node> all() {
            return parts.stream()
                    .flatMap(Draft::withSteps)
                    .sorted(Comparator.comparingInt(node -> node.place))
                    .toList();
        }
    }

    /** A value that pieces inherit from the nearest earlier piece with one, else from the first. */
    private static final class Heritage {
        private final List<@Nullable String> latest = new ArrayList<>();
        private final @Nullable String before;
        private final @Nullable String first;

        Heritage(List<Node> nodes, @Nullable String before, Function<Piece, @Nullable String> value) {
            this.before = before;
            @Nullable String last = before;
            @Nullable String found = before;
            for (Node node : nodes) {
                @Nullable String own = value.apply(node.piece);
                last = own == null ? last : own;
                found = found == null ? own : found;
                latest.add(last);
            }
            first = found;
        }

        /** The value that holds after a number of pieces; null for none so far. */
        @Nullable
        String after(int pieces) {
            return pieces == 0 ? before : latest.get(pieces - 1);
        }

        /** The value of an exchange: of its own pieces, else inherited. */
        @Nullable
        String of(Draft draft, List<Node> all, Function<Piece, @Nullable String> value) {
            @Nullable
            String own = Stream.concat(Stream.of(draft.opening), all.stream())
                    .map(node -> value.apply(node.piece))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (own != null) {
                return own;
            }
            @Nullable String earlier = after(draft.opening.place);
            return earlier == null ? first : earlier;
        }
    }

    /**
     * Assembles a conversation.
     *
     * @param pieces all pieces of the conversation that are not settled, each id once
     * @param settled what is remembered of the others
     */
    public ConversationAssembler(Collection<Piece> pieces, Settlement settled) {
        this.settled = settled;
        boolean positioned = pieces.stream().allMatch(piece -> piece.position() != null);
        pieces.stream().sorted(positioned ? BY_POSITION : BY_TIME).forEach(piece -> {
            Node node = new Node(piece);
            node.place = nodes.size();
            nodes.add(node);
            byId.put(piece.id(), node);
        });
        sessions = new Heritage(nodes, settled.sessionId(), Piece::sessionId);
        bots = new Heritage(nodes, settled.botId(), Piece::botId);
        channels = new Heritage(nodes, settled.channelType(), Piece::channelType);
        clients = new Heritage(nodes, settled.clientId(), Piece::clientId);
        transferred = new LinkedHashSet<>(settled.transferred());
        findParents();
        findOwners();
        findAnchors();
        cutSessions();
        open();
        drafts.sort(Comparator.comparingInt(draft -> draft.opening.place));
        drafts.forEach(draft -> exchanges.add(exchange(draft)));
    }

    /** Returns the exchanges in the order of the pieces that open them. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Returns the pieces in order. */
    public List<Piece> inOrder() {
        return nodes.stream().map(node -> node.piece).toList();
    }

    // ---- Steps and replies

    /** Links pieces to those that they belong to; pieces that belong to each other in a circle belong to none. */
    private void findParents() {
        for (Node node : nodes) {
            String parent = node.piece.belongsTo();
            node.parent = parent == null ? null : byId.get(parent);
        }
        onCircles(node -> node.parent).forEach(node -> node.parent = null);
        for (Node node : nodes) {
            if (node.parent != null) {
                node.parent.children.add(node);
            }
        }
    }

    /** Returns the pieces that are on a circle of links. */
    private List<Node> onCircles(Function<Node, @Nullable Node> link) {
        List<Node> found = new ArrayList<>();
        Map<Node, Integer> walkOf = new HashMap<>();
        for (Node start : nodes) {
            @Nullable Node at = start;
            while (at != null && !walkOf.containsKey(at)) {
                walkOf.put(at, start.place);
                at = link.apply(at);
            }
            if (at != null && Objects.requireNonNull(walkOf.get(at)) == start.place) {
                Node first = at;
                do {
                    found.add(at);
                    at = Objects.requireNonNull(link.apply(at));
                } while (at != first);
            }
        }
        return found;
    }

    private void findOwners() {
        Deque<Node> open = new ArrayDeque<>();
        nodes.stream().filter(node -> node.parent == null).forEach(open::add);
        while (!open.isEmpty()) {
            Node node = open.pop();
            for (Node child : node.children) {
                child.owner = node.owner != null ? node.owner : node.piece.isTurn() ? node : null;
                open.push(child);
            }
        }
        for (Node node : nodes) {
            if (node.owner != null) {
                node.owner.steps.add(node);
            }
        }
    }

    /** Links each reply of the bot to the piece at the start of its chain of replies. */
    private void findAnchors() {
        Set<Node> circular = new HashSet<>(onCircles(this::repliesTo));
        for (Node node : nodes) {
            List<Node> chain = new ArrayList<>();
            Node at = node;
            @Nullable Node next = circular.contains(at) ? null : repliesTo(at);
            while (next != null && at.anchor == null) {
                chain.add(at);
                at = next;
                next = circular.contains(at) ? null : repliesTo(at);
            }
            Node anchor = at.anchor == null ? at : at.anchor;
            chain.forEach(each -> each.anchor = anchor);
        }
    }

    /** The piece whose exchange a piece of the bot answers; null where the order tells. */
    private @Nullable Node repliesTo(Node node) {
        String id = node.piece.replyTo();
        if (!node.isBot() || node.owner != null || id == null) {
            return null;
        }
        Node named = byId.get(id);
        Node target = named == null || named.owner == null ? named : named.owner;
        return target == null || target == node || target.isSilent() || target.piece.author() == Piece.Author.OPERATOR
                ? null
                : target;
    }

    // ---- Sessions

    private boolean namesSessions() {
        return sessions.first != null;
    }

    /** Cuts the conversation where it was idle, or where a piece ends the session. */
    private void cutSessions() {
        String session = settled.derivedSessionId();
        @Nullable Instant before = settled.lastAt();
        boolean ended = settled.ended();
        for (Node node : nodes) {
            Instant time = node.piece.time();
            boolean isIdle = before != null && Duration.between(before, time).compareTo(IdleSessionSplitter.GAP) > 0;
            if (session == null || ended || isIdle) {
                session = bounded(shownConversation(node.piece) + "/" + time);
            }
            node.derivedSession = session;
            before = time;
            ended = node.piece.endsSession();
        }
    }

    /** The conversation's id as its source has it, without the bot's id before it. */
    private static String shownConversation(Piece piece) {
        String id = piece.conversationId();
        int end = id.indexOf(END_OF_BOT);
        return end < 0 ? id : id.substring(end + 1);
    }

    // ---- Exchanges

    private void open() {
        @Nullable Draft latest = null;
        Map<String, Draft> openBySession = new HashMap<>();
        for (Node node : nodes) {
            if (node.owner != null || node.anchor != null && !node.opens()) {
                continue;
            }
            if (node.opens()) {
                Draft opened = draft(node);
                if (!opened.isOfOperator()) {
                    latest = opened;
                    remember(openBySession, opened);
                }
            } else if (node.isBot()) {
                Draft open = openFor(node, latest, openBySession);
                if (open != null) {
                    open.add(node);
                    remember(openBySession, open);
                } else if (!node.isSilent()) {
                    latest = draft(node);
                    remember(openBySession, latest);
                }
            }
        }
        for (Node node : nodes) {
            if (node.owner == null && node.draft == null && node.anchor != null) {
                Objects.requireNonNull(node.anchor.draft, "a piece that is answered is in an exchange")
                        .add(node);
            }
        }
    }

    private Draft draft(Node opening) {
        Draft draft = new Draft(opening);
        drafts.add(draft);
        return draft;
    }

    private static void remember(Map<String, Draft> openBySession, Draft draft) {
        if (draft.session != null) {
            openBySession.put(draft.session, draft);
        }
    }

    /** The exchange that a bot's piece answers which replies to no piece in particular; null for none. */
    private @Nullable Draft openFor(Node node, @Nullable Draft latest, Map<String, Draft> openBySession) {
        if (latest == null) {
            return null;
        }
        if (!namesSessions()) {
            return latest.opening.derivedSession.equals(node.derivedSession) ? latest : null;
        }
        @Nullable
        String session = Draft.withSteps(node)
                .map(each -> each.piece.sessionId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return session == null || latest.session == null || latest.session.equals(session)
                ? latest
                : openBySession.get(session);
    }

    private Exchange exchange(Draft draft) {
        draft.parts.sort(Comparator.comparingInt(node -> node.place));
        List<Node> all = draft.all();
        Set<String> ids = new LinkedHashSet<>();
        all.forEach(node -> ids.add(node.piece.id()));
        String conversation = shownConversation(draft.opening.piece);
        String named = sessions.of(draft, all, Piece::sessionId);
        String session = named == null ? draft.opening.derivedSession : named;
        boolean transfers = draft.isOfOperator() && transferred.add(session);
        String bot = bots.of(draft, all, Piece::botId);
        if (bot == null) {
            return new Exchange(null, draft.opening.piece.id(), ids);
        }
        String channel = channels.of(draft, all, Piece::channelType);
        String client = clients.of(draft, all, Piece::clientId);
        ClientNames names = all.stream()
                .map(node -> node.piece.clientNames())
                .filter(each -> !each.equals(ClientNames.NONE))
                .reduce(ClientNames.NONE, (one, later) -> later);
        Origin origin = new Origin(
                bot,
                channel == null ? UNKNOWN_CHANNEL : channel,
                client != null ? client : named != null ? named : bounded(conversation),
                names,
                session);
        return new Exchange(
                new LogRecord.Message(origin, turn(draft, all, conversation, transfers)),
                draft.opening.piece.id(),
                ids);
    }

    private static Turn turn(Draft draft, List<Node> all, String conversation, boolean transfers) {
        Piece opening = draft.opening.piece;
        Turn.Builder turn = Turn.builder(questionId(conversation, opening.id()), opening.time());
        @Nullable
        Node asked = all.stream()
                .filter(node -> node != draft.opening && node.owner != null && node.isClientText())
                .findFirst()
                .orElse(null);
        List<Node> answers = answers(draft);
        ask(turn, draft, asked, !answers.isEmpty());
        List<String> texts = answers.stream()
                .map(node -> Objects.requireNonNull(node.piece.text()))
                .toList();
        List<RawJson> responses = Stream.concat(
                        draft.parts.stream().filter(node -> answersWithPayload(node.piece)),
                        answers.stream().filter(node -> node.owner != null))
                .map(node -> node.piece.payload())
                .filter(Objects::nonNull)
                .toList();
        RawJson response = ResponsePayloads.joined(responses, transfers);
        return turn.textAnswer(texts.isEmpty() ? null : String.join("\n\n", texts))
                .responseData(response)
                .nlp(all.stream().map(node -> node.piece.nlp()).reduce(Nlp.NONE, Nlp::followedBy))
                .usage(draft.parts.stream().map(ConversationAssembler::usage).reduce(Usage.NONE, Usage::plus))
                .processingTimeMs(processingTime(draft.parts))
                .exception(exception(draft, all))
                .livechat(all.stream().anyMatch(node -> node.piece.author() == Piece.Author.OPERATOR))
                .operator(all.stream()
                        .map(node -> node.piece.operator())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .build();
    }

    private static boolean answersWithPayload(Piece piece) {
        return piece.author() == Piece.Author.BOT || piece.author() == Piece.Author.OPERATOR;
    }

    /** Says what was asked. A turn of which nothing is known counts as a question whose content was deleted. */
    private static void ask(Turn.Builder turn, Draft draft, @Nullable Node asked, boolean isAnswered) {
        Piece opening = draft.opening.piece;
        String inside = asked == null ? null : asked.piece.text();
        RawJson request = asked == null ? null : asked.piece.payload();
        switch (opening.author()) {
            case CLIENT -> {
                request = opening.payload() == null ? request : opening.payload();
                if (opening.text() != null) {
                    turn.question(opening.text());
                } else if (opening.event() != null) {
                    turn.event(opening.event());
                } else if (inside == null && request != null) {
                    turn.event(CLIENT_EVENT);
                } else {
                    turn.question(inside == null ? "" : inside);
                }
                turn.requestData(request);
            }
            case SYSTEM -> {
                if (opening.event() != null) {
                    turn.event(opening.event());
                } else if (inside != null) {
                    turn.question(inside);
                } else if (opening.text() != null) {
                    turn.event(SYSTEM_EVENT);
                } else if (isAnswered) {
                    turn.event(PROACTIVE_EVENT);
                } else {
                    turn.question("");
                }
                turn.requestData(opening.payload() == null ? request : opening.payload());
            }
            case BOT -> {
                if (inside != null) {
                    turn.question(inside);
                } else {
                    turn.event(opening.event() == null ? PROACTIVE_EVENT : opening.event());
                }
                turn.requestData(request);
            }
            case OPERATOR -> {
                // What an operator writes is a message without a question.
            }
        }
    }

    /** The pieces whose texts are the answer: those that are no steps, else the last text within the steps of each. */
    private static List<Node> answers(Draft draft) {
        List<Node> own = draft.parts.stream()
                .filter(node ->
                        node.isAnswerText() || node.piece.author() == Piece.Author.SYSTEM && node.piece.text() != null)
                .toList();
        return own.isEmpty()
                ? draft.parts.stream()
                        .flatMap(part ->
                                part.steps.stream().filter(Node::isAnswerText).reduce((one, later) -> later).stream())
                        .toList()
                : own;
    }

    /** The usage of a piece and its steps. The numbers of a piece count only where its steps have none: it may have summed them up. */
    private static Usage usage(Node root) {
        if (!root.piece.isTurn() || root.children.isEmpty()) {
            return root.piece.usage();
        }
        // Steps may be nested deeply, so children are visited before their parents without recursion.
        List<Node> order = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.pop();
            order.add(node);
            open.addAll(node.children);
        }
        Map<Node, Usage> sums = new HashMap<>();
        for (Node node : order.reversed()) {
            Usage ofSteps = Objects.requireNonNullElse(sums.remove(node), Usage.NONE);
            Usage whole = ofSteps.completedBy(node.piece.usage());
            if (node == root) {
                return whole;
            }
            sums.merge(Objects.requireNonNull(node.parent), whole, Usage::plus);
        }
        throw new IllegalStateException("the root is visited last");
    }

    private static @Nullable Integer processingTime(List<Node> parts) {
        List<Integer> times = parts.stream()
                .map(node -> node.piece.processingTimeMs())
                .filter(Objects::nonNull)
                .toList();
        return times.isEmpty()
                ? null
                : (int) Math.min(
                        Integer.MAX_VALUE,
                        times.stream().mapToLong(Integer::longValue).sum());
    }

    /** The last error of a piece that is no step, else of a step. */
    private static @Nullable String exception(Draft draft, List<Node> all) {
        return Stream.of(draft.parts, all)
                .flatMap(nodes -> nodes.stream()
                        .map(node -> node.piece.exception())
                        .filter(Objects::nonNull)
                        .reduce((one, later) -> later)
                        .stream())
                .findFirst()
                .orElse(null);
    }

    /** The id of the message that a piece opens, which is unique within the bot. */
    public static String questionId(String conversation, String pieceId) {
        return bounded(
                UNIQUE.matcher(pieceId).matches()
                        ? pieceId
                        : conversation + "/" + pieceId.replace("%", "%25").replace("/", "%2F"));
    }

    /** An id that indexes have room for: one that is too long is replaced by its hash. */
    private static String bounded(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= JsonInput.LONGEST_ID
                ? id
                : HexFormat.of().formatHex(Keys.sha256().digest(bytes));
    }

    // ---- Settling

    /**
     * The result of settling.
     *
     * @param settlement to assemble the remaining pieces with
     * @param pieceIds ids of the settled pieces
     */
    public record Settled(Settlement settlement, Set<String> pieceIds) {}

    /**
     * Settles the oldest pieces. Exchanges are settled as a whole, so more pieces may be settled than asked for, even all: an exchange that is too
     * large ends.
     *
     * @param pieces how many, at least
     */
    public Settled settle(int pieces) {
        int end = drafts.stream()
                .filter(draft -> !draft.isOfOperator() && draft.opening.place >= pieces)
                .mapToInt(draft -> draft.opening.place)
                .min()
                .orElse(nodes.size());
        Set<String> ids = new HashSet<>();
        for (Node node : nodes) {
            int place = node.draft == null ? node.place : node.draft.opening.place;
            if (place < end) {
                ids.add(node.piece.id());
            }
        }
        Set<String> handedOver = new LinkedHashSet<>(settled.transferred());
        drafts.stream()
                .filter(draft -> draft.isOfOperator() && draft.opening.place < end)
                .forEach(draft -> {
                    String named = sessions.of(draft, draft.all(), Piece::sessionId);
                    handedOver.add(named == null ? draft.opening.derivedSession : named);
                });
        if (end == 0) {
            return new Settled(settled, ids);
        }
        Node last = nodes.get(end - 1);
        return new Settled(
                new Settlement(
                        last.derivedSession,
                        last.piece.time(),
                        last.piece.endsSession(),
                        sessions.after(end),
                        bots.after(end),
                        channels.after(end),
                        clients.after(end),
                        List.copyOf(handedOver)),
                ids);
    }
}
