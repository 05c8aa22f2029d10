// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import static java.util.Comparator.comparing;

import io.parley.core.log.Analytics;
import io.parley.core.log.ClientNames;
import io.parley.core.log.ClientRow;
import io.parley.core.log.IdleSessionSplitter;
import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.MessageMember;
import io.parley.core.log.MessageRow;
import io.parley.core.log.MessageVersion;
import io.parley.core.log.MessageVersions;
import io.parley.core.log.Origin;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.SessionRow;
import io.parley.core.log.TextNormalizer;
import io.parley.core.log.TimestampedValue;
import io.parley.core.log.Turn;
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
import java.util.function.Function;
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

    private final Keys keys;
    private final Map<String, Long> sessionLabels;
    private final Map<List<String>, Long> messageLabels;
    private final List<Reported> reported = new ArrayList<>();
    private final List<Handed> handed = new ArrayList<>();
    /** What people decided, by key of the message or session and label: whether it is on. */
    private final Map<Long, Map<Long, Boolean>> byHand = new HashMap<>();

    private final Map<Long, Instant> blockedSince = new HashMap<>();
    private final List<Dialogue> current = new ArrayList<>();
    private final Map<Set<Long>, List<Session>> workedOut = new HashMap<>();

    /**
     * Knows the catalogue.
     *
     * @param keys of the store that it is compared with
     * @param sessionLabels ids by name
     * @param messageLabels ids by group and name
     */
    public Oracle(Keys keys, Map<String, Long> sessionLabels, Map<List<String>, Long> messageLabels) {
        this.keys = keys;
        this.sessionLabels = sessionLabels;
        this.messageLabels = messageLabels;
    }

    /** With its keys, which take longer to compute than all else and are asked for again and again. */
    private record Reported(long projectId, LogRecord.Message message, long clientKey, long messageKey, long digest) {
        static Reported of(Keys keys, long projectId, LogRecord.Message message) {
            Origin origin = message.origin();
            return new Reported(
                    projectId,
                    message,
                    keys.client(projectId, origin.botId(), origin.clientId()),
                    keys.message(projectId, origin.botId(), message.turn().questionId()),
                    Keys.digest(message));
        }
    }

    private record Handed(long projectId, LogRecord.Transfer transfer) {}

    /** What the store should hold of one message. */
    public record Dialogue(MessageRow message, Origin origin, String sessionId, Set<Long> labels) {}

    /** What the store should hold of one session. */
    public record Session(
            SessionRow row,
            ClientRow client,
            Map<String, String> data,
            Set<Long> labels,
            FilterContext.OfSession facts,
            List<Dialogue> messages) {}

    public void add(long projectId, LogRecord record) {
        if (record instanceof LogRecord.Message message) {
            reported.add(Reported.of(keys, projectId, message));
        } else if (record instanceof LogRecord.Transfer transfer) {
            handed.add(new Handed(projectId, transfer));
        }
        workedOut.clear();
        current.clear();
    }

    /** Ids of all message labels, or of all session labels. */
    Collection<Long> catalogue(Scope scope) {
        return scope == Scope.MESSAGE ? messageLabels.values() : sessionLabels.values();
    }

    /** Somebody puts a label on a message or session, or takes it off, after all that was reported. */
    public void label(long key, long label, boolean on) {
        byHand.computeIfAbsent(key, k -> new TreeMap<>()).put(label, on);
        workedOut.clear();
        current.clear();
    }

    /** Somebody blocks a client, for good. */
    public void block(long clientKey, Instant since) {
        blockedSince.put(clientKey, since);
        workedOut.clear();
        current.clear();
    }

    private void applyByHand(long key, Set<Long> labels) {
        byHand.getOrDefault(key, Map.of()).forEach((label, on) -> {
            if (on) {
                labels.add(label);
            } else {
                labels.remove(label);
            }
        });
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
        return said(projects, filters)
                .map(Said::dialogue)
                .sorted(comparing((Dialogue d) -> d.message().turn().time())
                        .reversed()
                        .thenComparing(d -> d.message().turn().questionId(), TEXT_ORDER)
                        .thenComparingLong(d -> d.message().messageKey()))
                .toList();
    }

    /** A message and the session that it is in. */
    public record Said(Session session, Dialogue dialogue) {
        /** What filters of that scope look at. */
        FilterContext facts(Scope scope) {
            return switch (scope) {
                case MESSAGE -> new FilterContext.OfMessage(dialogue.message(), dialogue.labels());
                case SESSION -> session.facts();
                case CLIENT -> new FilterContext.OfClient(session.client());
            };
        }
    }

    /** Messages that the filters want, in no particular order. */
    public Stream<Said> said(Collection<Long> projects, FilterSet filters) {
        return sessions(projects).stream()
                .flatMap(session -> session.messages().stream().map(message -> new Said(session, message)))
                .filter(said ->
                        Arrays.stream(Scope.values()).allMatch(scope -> all(filters, scope, said.facts(scope))));
    }

    /** Clients with a session that the filters want; whoever was here last comes first. */
    public List<ClientRow> clients(Collection<Long> projects, FilterSet filters) {
        return sessions(projects).stream()
                .filter(session -> wants(filters, session))
                .map(Session::client)
                .distinct()
                .sorted(comparing(ClientRow::lastVisit)
                        .reversed()
                        .thenComparing(ClientRow::clientId, TEXT_ORDER)
                        .thenComparingLong(ClientRow::clientKey))
                .toList();
    }

    /** A way through the states, to a result. */
    public record Route(List<String> states, @Nullable String result) {}

    /** How many of the sessions that the filters want went which way. */
    public Map<Route, Long> routes(Collection<Long> projects, FilterSet filters) {
        return sessions(projects, filters).stream()
                .map(session -> new Route(
                        withoutRepeats(session.facts().states()),
                        TimestampedValue.valueOf(session.row().result())))
                .collect(Collectors.groupingBy(route -> route, Collectors.counting()));
    }

    private static List<String> withoutRepeats(List<String> states) {
        List<String> changes = new ArrayList<>();
        for (String state : states) {
            if (changes.isEmpty() || !changes.getLast().equals(state)) {
                changes.add(state);
            }
        }
        return changes;
    }

    /** One message satisfies all positive message conditions together, and none violates a negative one. */
    private boolean wants(FilterSet filters, Session session) {
        List<FilterContext> messages = session.messages().stream()
                .<FilterContext>map(d -> new FilterContext.OfMessage(d.message(), d.labels()))
                .toList();
        boolean someWanted =
                messages.stream().anyMatch(m -> filters.positive(Scope.MESSAGE).allMatch(c -> holds(c, m)));
        boolean noneUnwanted =
                messages.stream().noneMatch(m -> filters.negative(Scope.MESSAGE).anyMatch(c -> holds(c, m)));
        return someWanted
                && noneUnwanted
                && all(filters, Scope.SESSION, session.facts())
                && all(filters, Scope.CLIENT, new FilterContext.OfClient(session.client()));
    }

    private static boolean all(FilterSet filters, Scope scope, FilterContext facts) {
        return filters.positive(scope).allMatch(c -> holds(c, facts))
                && filters.negative(scope).noneMatch(c -> holds(c, facts));
    }

    // ---- Conditions

    /** Whether the condition is true of the row. */
    public static boolean holds(FilterCondition condition, FilterContext facts) {
        return switch (condition) {
            case FilterCondition.AllOf c -> c.conditions().stream().allMatch(one -> holds(one, facts));
            case FilterCondition.Not c -> !holds(c.condition(), facts);
            case FilterCondition.AnyOf c -> c.conditions().stream().anyMatch(one -> holds(one, facts));
            case FilterCondition.TextMatches c ->
                c.attributes().stream().anyMatch(attribute -> {
                    String text = attribute.read().apply(facts);
                    return text != null
                            && c.values().stream()
                                    .anyMatch(value -> matches(
                                            attribute.compared(text, c.caseSensitive()),
                                            c.operator(),
                                            attribute.compared(value, c.caseSensitive())));
                });
            case FilterCondition.Present c ->
                c.attributes().stream().anyMatch(a -> a.read().apply(facts) != null);
            case FilterCondition.MomentWithin c -> within(c.attribute().read().apply(facts), c.from(), c.to());
            case FilterCondition.NumberWithin c -> within(c.attribute().read().apply(facts), c.from(), c.to());
            case FilterCondition.NumberIn c -> {
                Double number = c.attribute().read().apply(facts);
                yield number != null && c.numbers().contains(number);
            }
            case FilterCondition.Holds c ->
                Boolean.TRUE.equals(c.attribute().read().apply(facts));
            case FilterCondition.Linked c -> !linked(c.attribute(), facts).isEmpty();
            case FilterCondition.LinkedToAny<?> c ->
                linked(c.attribute(), facts).stream()
                        .anyMatch(id -> c.ids().stream()
                                .anyMatch(wanted -> TextNormalizer.canonical(wanted.toString())
                                        .equals(TextNormalizer.canonical(id.toString()))));
            case FilterCondition.DataMatches c -> {
                yield ((FilterContext.OfSession) facts)
                        .data().entrySet().stream()
                                .filter(datum -> TextNormalizer.canonical(datum.getKey())
                                        .equals(TextNormalizer.canonical(c.header())))
                                .anyMatch(datum -> matches(
                                        Attribute.Text.compared(datum.getValue(), c.caseSensitive(), false),
                                        c.operator(),
                                        Attribute.Text.compared(c.value(), c.caseSensitive(), false)));
            }
            case FilterCondition.FirstOfClient c -> {
                FilterContext.OfSession session = (FilterContext.OfSession) facts;
                yield !session.row().start().isAfter(session.clientJoined());
            }
            case FilterCondition.RoutePasses c -> passes(((FilterContext.OfSession) facts).states(), c.states());
        };
    }

    private static boolean matches(String one, FilterCondition.TextOperator operator, String other) {
        return switch (operator) {
            case CONTAINS -> one.contains(other);
            case EQUALS -> one.equals(other);
            case STARTS_WITH -> one.startsWith(other);
            case ENDS_WITH -> one.endsWith(other);
            case LAST_NAME -> one.substring(one.lastIndexOf('/') + 1).equals(other);
            case BELOW -> one.equals(other) || one.startsWith(other + "/");
        };
    }

    /** The states, or states below them, in their order; without states: any at all. */
    private static boolean passes(List<String> route, List<String> states) {
        int found = 0;
        for (String state : route) {
            if (found < states.size()
                    && matches(
                            TextNormalizer.canonical(state),
                            FilterCondition.TextOperator.BELOW,
                            TextNormalizer.canonical(states.get(found)))) {
                found++;
            }
        }
        return !route.isEmpty() && found == states.size();
    }

    private static <E> Set<E> linked(Attribute.Links<E> attribute, FilterContext facts) {
        Set<E> ids = attribute.read().apply(facts);
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
        return String.join(
                "\0",
                "" + d.message().projectId(),
                d.origin().botId(),
                d.origin().clientId(),
                d.sessionId());
    }

    /** The last version of each message, with its session. */
    private List<Dialogue> current() {
        if (current.isEmpty()) {
            current.addAll(workOutCurrent());
        }
        return current;
    }

    private List<Dialogue> workOutCurrent() {
        List<Reported> versions = reported.stream()
                .collect(Collectors.groupingBy(
                        r -> String.join(
                                "\0",
                                "" + r.projectId(),
                                r.message().origin().botId(),
                                r.message().turn().questionId()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(Oracle::merged)
                .toList();
        Map<Long, String> idleSessions = new HashMap<>();
        versions.stream()
                .filter(r -> r.message().origin().sessionId() == null)
                .collect(Collectors.groupingBy(Reported::clientKey))
                .values()
                .forEach(ofOneClient -> idleSessions.putAll(IdleSessionSplitter.cut(
                        ofOneClient.stream().map(this::row).toList())));
        return versions.stream()
                .map(r -> {
                    MessageRow row = row(r);
                    String given = r.message().origin().sessionId();
                    String session = given == null ? idleSessions.get(row.messageKey()) : given;
                    return new Dialogue(
                            row,
                            r.message().origin(),
                            Objects.requireNonNull(session),
                            messageLabels(row.messageKey()));
                })
                .toList();
    }

    /** What all reports of a message say together: each puts its members over those of the reports that count less. */
    private static Reported merged(List<Reported> reports) {
        // Of reports without a version the later arrival counts more, and no repeat counts.
        List<Reported> inOrder = new ArrayList<>(reports.stream()
                .collect(Collectors.toMap(r -> r.message(), r -> r, (first, repeat) -> first, LinkedHashMap::new))
                .values());
        inOrder.sort(comparing((Reported r) -> r.message().version(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing((one, other) ->
                        one.message().version() == null ? 0 : Long.compare(one.digest(), other.digest())));
        return inOrder.stream().reduce(Oracle::over).orElseThrow();
    }

    private static Reported over(Reported before, Reported next) {
        if (!next.message().isPart()) {
            return next;
        }
        Set<MessageMember> members = next.message().members();
        Origin was = before.message().origin();
        Origin says = next.message().origin();
        return new Reported(
                before.projectId(),
                new LogRecord.Message(
                        new Origin(
                                was.botId(),
                                says.channelType(),
                                says.clientId(),
                                says.clientNames(),
                                members.contains(MessageMember.SESSION) ? says.sessionId() : was.sessionId()),
                        before.message().turn().with(next.message().turn(), members)),
                next.clientKey(),
                before.messageKey(),
                before.digest());
    }

    private MessageRow row(Reported r) {
        Instant blocked = blockedSince.get(r.clientKey());
        return new MessageRow(
                r.projectId(),
                r.clientKey(),
                0,
                r.messageKey(),
                MessageVersions.ofWhole(new MessageVersion(null, r.digest())),
                r.message().origin().sessionId() == null,
                r.message().turn(),
                r.message().cleaned(),
                blocked != null && !r.message().turn().time().isBefore(blocked));
    }

    private Session session(List<Dialogue> messages) {
        List<Dialogue> inOrder = messages.stream()
                .sorted(comparing((Dialogue d) -> d.message().turn().time())
                        .thenComparingLong(d -> d.message().messageKey()))
                .toList();
        Dialogue first = inOrder.getFirst();
        List<TimestampedValue<String>> phrases = new ArrayList<>();
        @Nullable TimestampedValue<String> result = null;
        @Nullable TimestampedValue<Double> nps = null;
        @Nullable TimestampedValue<Boolean> automated = null;
        @Nullable TimestampedValue<String> campaignId = null;
        @Nullable TimestampedValue<String> campaignResult = null;
        Map<String, String> data = new TreeMap<>();
        // A dialog reads in the order of its ids where times are equal.
        List<String> states = messages.stream()
                .sorted(comparing((Dialogue d) -> d.message().turn().time())
                        .thenComparing(d -> d.message().turn().questionId(), TEXT_ORDER))
                .map(d -> d.message().turn())
                .filter(turn -> turn.isClientMessage() && turn.routeState() != null)
                .map(turn -> turn.routeState())
                .toList();
        long questions = 0;
        PhoneCall call = PhoneCall.NONE;
        for (Dialogue d : inOrder) {
            var turn = d.message().turn();
            var noted = turn.analytics();
            if (turn.isClientMessage()) {
                questions++;
                if (turn.question() != null) {
                    phrases.add(d.message().stamp(turn.question()));
                }
            }
            result = noted.sessionResult() == null ? result : d.message().stamp(noted.sessionResult());
            nps = noted.nps() == null ? nps : d.message().stamp(noted.nps());
            automated =
                    noted.automationStatus() == null ? automated : d.message().stamp(noted.automationStatus());
            var campaign = noted.textCampaign();
            if (campaign != null) {
                campaignId = campaign.id() == null ? campaignId : d.message().stamp(campaign.id());
                campaignResult =
                        campaign.result() == null ? campaignResult : d.message().stamp(campaign.result());
            }
            data.putAll(noted.sessionData());
            call = call.merge(turn.call());
        }
        long clientKey = first.message().clientKey();
        SessionRow row = new SessionRow(
                first.message().projectId(),
                clientKey,
                keys.session(clientKey, first.sessionId()),
                first.sessionId(),
                first.origin().botId(),
                inOrder.stream()
                        .map(d -> d.origin().channelType())
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                first.origin().clientId(),
                first.message().turn().time(),
                inOrder.getLast().message().turn().time(),
                inOrder.size(),
                questions,
                phrases.isEmpty() ? null : phrases.getFirst(),
                phrases.isEmpty() ? null : phrases.getLast(),
                result,
                first.message().stamp("event".equals(first.message().turn().type())),
                nps,
                automated,
                campaignId,
                campaignResult,
                inOrder.stream()
                        .map(d -> d.message().turn())
                        .filter(turn -> turn.replies().transfer())
                        .map(Turn::time)
                        .findFirst()
                        .orElse(null),
                inOrder.stream().anyMatch(d -> d.message().turn().livechat()),
                inOrder.stream().anyMatch(d -> d.message().turn().test()),
                call);
        ClientRow client = client(row);
        Set<Long> labels = labels(row, inOrder);
        return new Session(
                row,
                client,
                data,
                labels,
                new FilterContext.OfSession(
                        row,
                        labels,
                        data,
                        Set.copyOf(said(row, inOrder, noted -> noted.sessionTopics())),
                        Set.copyOf(said(row, inOrder, noted -> noted.scenarioActions())),
                        transfers(row),
                        states,
                        client.join()),
                inOrder);
    }

    private Set<String> transfers(SessionRow session) {
        return handed(session).map(LogRecord.Transfer::questionId).collect(Collectors.toSet());
    }

    /** When transfers of the session to an agent were reported by themselves. */
    public List<Instant> handedOver(Session session) {
        return List.copyOf(handed(session.row())
                .collect(Collectors.toMap(
                        LogRecord.Transfer::questionId,
                        LogRecord.Transfer::at,
                        (one, other) -> one.isBefore(other) ? one : other))
                .values());
    }

    private Stream<LogRecord.Transfer> handed(SessionRow session) {
        return handed.stream()
                .filter(h -> h.projectId() == session.projectId()
                        && h.transfer().botId().equals(session.botId())
                        && h.transfer().clientId().equals(session.clientId())
                        && h.transfer().sessionId().equals(session.sessionId()))
                .map(Handed::transfer);
    }

    private Set<Long> messageLabels(long messageKey) {
        Set<Long> labels = new TreeSet<>();
        reported.stream()
                .filter(r -> r.messageKey() == messageKey)
                .forEach(r -> r.message()
                        .turn()
                        .analytics()
                        .messageLabels()
                        .forEach(name -> messageLabels.forEach((groupAndName, id) -> {
                            if (groupAndName.getLast().equals(name.label())
                                    && (name.group() == null
                                            || groupAndName.getFirst().equals(name.group()))) {
                                labels.add(id);
                            }
                        })));
        applyByHand(messageKey, labels);
        return labels;
    }

    /** Labels stay once they were given, even by a version of a message that a later one replaced, until somebody takes them off. */
    private Set<Long> labels(SessionRow session, List<Dialogue> messages) {
        Set<Long> labels = said(session, messages, noted -> noted.sessionLabels()).stream()
                .map(sessionLabels::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        applyByHand(session.sessionKey(), labels);
        return labels;
    }

    /** What all versions of the session's messages named, those too that a later version replaced. */
    private List<String> said(SessionRow session, List<Dialogue> messages, Function<Analytics, List<String>> names) {
        return reported.stream()
                .filter(r -> {
                    Origin origin = r.message().origin();
                    return r.projectId() == session.projectId()
                            && origin.botId().equals(session.botId())
                            && origin.clientId().equals(session.clientId())
                            && (origin.sessionId() == null
                                    ? isOneOf(r, messages)
                                    : session.sessionId().equals(origin.sessionId()));
                })
                .flatMap(r -> names.apply(r.message().turn().analytics()).stream())
                .toList();
    }

    private static boolean isOneOf(Reported r, List<Dialogue> messages) {
        return messages.stream().anyMatch(d -> d.message().messageKey() == r.messageKey());
    }

    private ClientRow client(SessionRow session) {
        List<Reported> theirs = reported.stream()
                .filter(r -> r.clientKey() == session.clientKey())
                .toList();
        @Nullable TimestampedValue<ClientNames> names = null;
        for (Reported r : theirs) {
            if (!r.message().origin().clientNames().equals(ClientNames.NONE)) {
                names = TimestampedValue.latest(
                        names, row(r).stamp(r.message().origin().clientNames()));
            }
        }
        List<Dialogue> current = current().stream()
                .filter(d -> d.message().clientKey() == session.clientKey())
                .sorted(comparing((Dialogue d) -> d.message().turn().time())
                        .thenComparingLong(d -> d.message().messageKey()))
                .toList();
        Dialogue last = current.getLast();
        return new ClientRow(
                session.projectId(),
                session.clientKey(),
                session.botId(),
                session.channelType(),
                session.clientId(),
                names,
                current.getFirst().message().turn().time(),
                last.message().turn().time(),
                last.message().stamp(last.sessionId()));
    }
}
