package io.parley.core.filter;

import static java.util.Comparator.comparing;

import io.parley.core.log.Call;
import io.parley.core.log.ClientRow;
import io.parley.core.log.IdleSessions;
import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageRow;
import io.parley.core.log.Names;
import io.parley.core.log.Origin;
import io.parley.core.log.SessionRow;
import io.parley.core.log.Stamped;
import io.parley.core.log.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plain evaluator: holds all records in memory, works everything out from scratch, and so shows by comparison
 * whether a store is right. Slow and obvious on purpose.
 */
public final class Oracle {
    /** Code point order, as the stores sort. */
    public static final Comparator<String> TEXT_ORDER = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private final Map<String, Long> sessionLabels;
    private final List<Reported> reported = new ArrayList<>();
    private final Map<Set<Long>, List<Session>> workedOut = new HashMap<>();

    /** Knows the session labels of the catalogue, ids by name. */
    public Oracle(Map<String, Long> sessionLabels) {
        this.sessionLabels = sessionLabels;
    }

    private record Reported(long projectId, LogRecord.Message message) {}

    /** What the store should hold of one message. */
    public record Dialogue(MessageRow message, Origin origin, String sessionId) {}

    /** What the store should hold of one session. */
    public record Session(
            SessionRow row, ClientRow client, Map<String, String> data, Set<Long> labels, List<Dialogue> messages) {}

    public void add(long projectId, LogRecord record) {
        if (record instanceof LogRecord.Message message) {
            reported.add(new Reported(projectId, message));
            workedOut.clear();
        }
    }

    // ---- Lists

    /** Sessions that the filters want, newest first. */
    public List<Session> sessions(Collection<Long> projects, FilterSet filters) {
        return sessions(projects).stream()
                .filter(session -> wants(filters, session))
                .sorted(comparing((Session s) -> s.row().start())
                        .reversed()
                        .thenComparing(s -> s.row().sessionId(), TEXT_ORDER)
                        .thenComparingLong(s -> s.row().sessionKey()))
                .toList();
    }

    /** Messages that the filters want, newest first. */
    public List<Dialogue> messages(Collection<Long> projects, FilterSet filters) {
        return sessions(projects).stream()
                .filter(session -> all(filters, Scope.SESSION, facts(session)))
                .filter(session -> all(filters, Scope.CLIENT, new Facts.OfClient(session.client())))
                .flatMap(session -> session.messages().stream())
                .filter(message -> all(filters, Scope.MESSAGE, new Facts.OfMessage(message.message())))
                .sorted(comparing((Dialogue d) -> d.message().turn().time())
                        .reversed()
                        .thenComparing(d -> d.message().turn().questionId(), TEXT_ORDER)
                        .thenComparingLong(d -> d.message().messageKey()))
                .toList();
    }

    /** One message satisfies all positive message conditions together, and none violates a negative one. */
    private boolean wants(FilterSet filters, Session session) {
        List<Facts> messages = session.messages().stream()
                .<Facts>map(d -> new Facts.OfMessage(d.message()))
                .toList();
        boolean someWanted = messages.stream()
                .anyMatch(m -> filters.positive(Scope.MESSAGE).allMatch(c -> holds(c, m)));
        boolean noneUnwanted = messages.stream()
                .noneMatch(m -> filters.negative(Scope.MESSAGE).anyMatch(c -> holds(c, m)));
        return someWanted
                && noneUnwanted
                && all(filters, Scope.SESSION, facts(session))
                && all(filters, Scope.CLIENT, new Facts.OfClient(session.client()));
    }

    private static Facts facts(Session session) {
        return new Facts.OfSession(session.row(), session.labels());
    }

    private static boolean all(FilterSet filters, Scope scope, Facts facts) {
        return filters.positive(scope).allMatch(c -> holds(c, facts))
                && filters.negative(scope).noneMatch(c -> holds(c, facts));
    }

    // ---- Conditions

    private static boolean holds(Condition condition, Facts facts) {
        return switch (condition) {
            case Condition.TextMatches c -> texts(c.attributes(), facts).anyMatch(matches(c));
            case Condition.Present c -> texts(c.attributes(), facts).findAny().isPresent();
            case Condition.MomentWithin c ->
                within(c.attribute().read().apply(facts), c.from(), c.to());
            case Condition.CountWithin c -> {
                Long count = c.attribute().read().apply(facts);
                yield within(count == null ? null : Double.valueOf(count), c.from(), c.to());
            }
            case Condition.Holds c -> Boolean.TRUE.equals(c.attribute().read().apply(facts));
            case Condition.Linked c -> !linked(c.attribute(), facts).isEmpty();
            case Condition.LinkedToAny c -> linked(c.attribute(), facts).stream().anyMatch(c.ids()::contains);
        };
    }

    private static Predicate<String> matches(Condition.TextMatches condition) {
        return text -> condition.values().stream().anyMatch(value -> {
            String one = condition.caseSensitive() ? text : Texts.folded(text);
            String other = condition.caseSensitive() ? value : Texts.folded(value);
            return switch (condition.operator()) {
                case CONTAINS -> one.contains(other);
                case EQUALS -> one.equals(other);
            };
        });
    }

    private static Stream<String> texts(List<Attribute.Text> attributes, Facts facts) {
        return attributes.stream().map(a -> a.read().apply(facts)).filter(Objects::nonNull);
    }

    private static Set<Long> linked(Attribute.IdSet attribute, Facts facts) {
        Set<Long> ids = attribute.read().apply(facts);
        return ids == null ? Set.of() : ids;
    }

    private static <T extends Comparable<T>> boolean within(@Nullable T value, @Nullable T from, @Nullable T to) {
        return value != null
                && (from == null || value.compareTo(from) >= 0)
                && (to == null || value.compareTo(to) <= 0);
    }

    // ---- What the log should be

    /** All sessions of the projects, in no particular order. */
    public List<Session> sessions(Collection<Long> projects) {
        return workedOut.computeIfAbsent(Set.copyOf(projects), this::workOut);
    }

    private List<Session> workOut(Set<Long> projects) {
        Map<String, List<Dialogue>> bySession = new LinkedHashMap<>();
        for (Dialogue dialogue : current()) {
            if (projects.contains(dialogue.message().projectId())) {
                bySession
                        .computeIfAbsent(identity(dialogue), id -> new ArrayList<>())
                        .add(dialogue);
            }
        }
        return bySession.values().stream().map(this::session).toList();
    }

    private static String identity(Dialogue d) {
        return String.join("\0", "" + d.message().projectId(), d.origin().botId(), d.origin().clientId(), d.sessionId());
    }

    /** The last version of each message, with its session. */
    private List<Dialogue> current() {
        Map<String, Reported> versions = new LinkedHashMap<>();
        for (Reported next : reported) {
            String id = String.join(
                    "\0",
                    "" + next.projectId(),
                    next.message().origin().botId(),
                    next.message().turn().questionId());
            versions.merge(id, next, (one, other) -> row(one).supersedes(row(other)) ? one : other);
        }
        Map<Long, String> idleSessions = new HashMap<>();
        versions.values().stream()
                .filter(r -> r.message().origin().sessionId() == null)
                .collect(Collectors.groupingBy(r -> row(r).clientKey()))
                .values()
                .forEach(ofOneClient -> idleSessions.putAll(
                        IdleSessions.cut(ofOneClient.stream().map(Oracle::row).toList())));
        return versions.values().stream()
                .map(r -> {
                    MessageRow row = row(r);
                    String given = r.message().origin().sessionId();
                    String session = given == null ? idleSessions.get(row.messageKey()) : given;
                    return new Dialogue(row, r.message().origin(), Objects.requireNonNull(session));
                })
                .toList();
    }

    private static MessageRow row(Reported r) {
        Origin origin = r.message().origin();
        long client = Keys.client(r.projectId(), origin.botId(), origin.clientId());
        return new MessageRow(
                r.projectId(),
                client,
                0,
                Keys.message(r.projectId(), origin.botId(), r.message().turn().questionId()),
                Keys.digest(r.message()),
                origin.sessionId() == null,
                r.message().turn());
    }

    private Session session(List<Dialogue> messages) {
        List<Dialogue> inOrder = messages.stream()
                .sorted(comparing((Dialogue d) -> d.message().turn().time())
                        .thenComparingLong(d -> d.message().messageKey()))
                .toList();
        Dialogue first = inOrder.getFirst();
        List<Stamped<String>> phrases = new ArrayList<>();
        @Nullable Stamped<String> result = null;
        Map<String, String> data = new TreeMap<>();
        long questions = 0;
        Call call = Call.NONE;
        for (Dialogue d : inOrder) {
            var turn = d.message().turn();
            if (turn.isClientMessage()) {
                questions++;
                if (turn.question() != null) {
                    phrases.add(d.message().stamp(turn.question()));
                }
            }
            if (turn.analytics().sessionResult() != null) {
                result = d.message().stamp(turn.analytics().sessionResult());
            }
            data.putAll(turn.analytics().sessionData());
            call = call.merge(turn.call());
        }
        long clientKey = first.message().clientKey();
        SessionRow row = new SessionRow(
                first.message().projectId(),
                clientKey,
                Keys.session(clientKey, first.sessionId()),
                first.sessionId(),
                first.origin().botId(),
                inOrder.stream().map(d -> d.origin().channelType()).max(Comparator.naturalOrder()).orElseThrow(),
                first.origin().clientId(),
                first.message().turn().time(),
                inOrder.getLast().message().turn().time(),
                inOrder.size(),
                questions,
                phrases.isEmpty() ? null : phrases.getFirst(),
                phrases.isEmpty() ? null : phrases.getLast(),
                result,
                inOrder.stream().anyMatch(d -> d.message().turn().livechat()),
                inOrder.stream().anyMatch(d -> d.message().turn().test()),
                call);
        return new Session(row, client(row), data, labels(row, inOrder), inOrder);
    }

    /** Labels stay once they were given, even by a version of a message that a later one replaced. */
    private Set<Long> labels(SessionRow session, List<Dialogue> messages) {
        Set<Long> labels = new TreeSet<>();
        for (Reported r : reported) {
            Origin origin = r.message().origin();
            if (r.projectId() == session.projectId()
                    && origin.botId().equals(session.botId())
                    && origin.clientId().equals(session.clientId())
                    && (session.sessionId().equals(origin.sessionId()) || isOneOf(r, messages))) {
                r.message().turn().analytics().sessionLabels().stream()
                        .map(sessionLabels::get)
                        .filter(Objects::nonNull)
                        .forEach(labels::add);
            }
        }
        return labels;
    }

    private static boolean isOneOf(Reported r, List<Dialogue> messages) {
        return messages.stream().anyMatch(d -> d.message().digest() == Keys.digest(r.message()));
    }

    private ClientRow client(SessionRow session) {
        List<Reported> theirs = reported.stream()
                .filter(r -> row(r).clientKey() == session.clientKey())
                .toList();
        @Nullable Stamped<Names> names = null;
        for (Reported r : theirs) {
            if (!r.message().origin().clientNames().equals(Names.NONE)) {
                names = Stamped.latest(names, row(r).stamp(r.message().origin().clientNames()));
            }
        }
        // Filters ask of a client only who it is; when it came and went is checked through the store's own rows.
        return new ClientRow(
                session.projectId(),
                session.clientKey(),
                session.botId(),
                session.channelType(),
                session.clientId(),
                names,
                Instant.EPOCH,
                Instant.EPOCH,
                new Stamped<>(session.sessionId(), Instant.EPOCH, 0));
    }
}
