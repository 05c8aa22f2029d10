// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Parser;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.conf.ParseUnknownFunctions;
import org.jooq.conf.ParseWithMetaLookups;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * A check that a statement joins distributed tables, and correlates them with subqueries, only by their distribution
 * columns. A cluster refuses other statements ("complex joins are only supported when all distributed tables are
 * co-located").
 *
 * <p>Statements are parsed from text, so that the check includes those in plain SQL. A subquery without correlation is
 * allowed: a cluster computes it first.
 */
final class ColocatedJoins {
    private static final Settings LENIENT = new Settings()
            .withParseUnknownFunctions(ParseUnknownFunctions.IGNORE)
            .withParseWithMetaLookups(ParseWithMetaLookups.OFF);
    /** Keys that are inlined into statements, which are ignored when statements are compared. */
    private static final Pattern NUMBERS = Pattern.compile("'(?:[^']|'')*'|(?<![\\w.])-?\\d+(, -?\\d+)*(?![\\w.])");

    private final Map<String, String> distributionColumns;
    private final Pattern distributed;
    private final Parser parser = DSL.using(SQLDialect.POSTGRES, LENIENT).parser();

    /** @param distributionColumns by the names of distributed tables */
    ColocatedJoins(Map<String, String> distributionColumns) {
        this.distributionColumns = distributionColumns;
        this.distributed = Pattern.compile("(?i)(\\b(from|join|into|update|using)\\b|,)[\\s(]*\"?("
                + String.join("|", distributionColumns.keySet()) + ")\"?(?![\\w.\"])");
    }

    /** Returns the statement without the values that do not affect the joins. */
    static String shape(String sql) {
        // A text is kept: it may be a time.
        return NUMBERS.matcher(sql)
                .replaceAll(found -> found.group().startsWith("'") ? Matcher.quoteReplacement(found.group()) : "0");
    }

    /** Returns whether the statement names distributed tables at least twice. */
    boolean mayJoin(String sql) {
        return distributed.matcher(sql).results().limit(2).count() == 2;
    }

    /** Returns the tables that it joins, or correlates, by other columns; empty for an allowed statement. */
    List<String> violations(String sql) {
        if (!mayJoin(sql)) {
            return List.of();
        }
        Reading reading = new Reading();
        reading.statement(Part.of(parser.parseQuery(sql)));
        return reading.violations();
    }

    /** A node of the syntax tree of a statement. */
    private record Part(QueryPart part, List<Part> children) {
        static Part of(QueryPart whole) {
            Deque<Part> open = new ArrayDeque<>();
            Part root = new Part(whole, new ArrayList<>());
            open.push(root);
            DSL.using(new DefaultConfiguration().set(SQLDialect.POSTGRES).set(new VisitListener() {
                        @Override
                        public void visitStart(VisitContext context) {
                            Part next = new Part(context.queryPart(), new ArrayList<>());
                            Objects.requireNonNull(open.peek()).children().add(next);
                            open.push(next);
                        }

                        @Override
                        public void visitEnd(VisitContext context) {
                            open.pop();
                        }
                    }))
                    .render(whole);
            return root.children().getFirst();
        }

        boolean is(Class<?> type) {
            return type.isInstance(part);
        }

        Stream<Part> children(Class<?> type) {
            return children.stream().filter(child -> child.is(type));
        }

        /** Returns the name of a column as it is written, with or without its table; null for any other node. */
        @Nullable
        Name column() {
            return part instanceof Field<?> field
                            && !children.isEmpty()
                            && children.stream().allMatch(child -> child.is(Name.class) || child.is(Table.class))
                            && children.getLast().part() instanceof Name name
                            && name.last() != null
                            && name.last().equals(field.getName())
                    ? field.getQualifiedName()
                    : null;
        }
    }

    /** One occurrence of a distributed table. */
    private static final class Mention {
        private final String table;
        private Mention joined = this;

        Mention(String table) {
            this.table = table;
        }

        Mention root() {
            Mention root = this;
            while (root.joined != root) {
                root = root.joined;
            }
            return root;
        }
    }

    /**
     * A source of rows in a FROM clause.
     *
     * @param mentions the distributed tables that the rows come from
     * @param distributedBy returns the tables that have a column as their distribution column
     */
    private record Source(Set<Mention> mentions, Function<String, Set<Mention>> distributedBy) {}

    /** The names that are visible at one place of a statement. */
    private static final class Scope {
        private final @Nullable Scope outer;
        private final Map<String, Source> sources = new HashMap<>();
        private final Map<String, Part> steps = new HashMap<>();
        /** Tables of outer queries. */
        private final Set<Mention> correlated = new HashSet<>();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        @Nullable
        Part step(String name) {
            Part step = steps.get(name);
            return step == null && outer != null ? outer.step(name) : step;
        }

        /** Records the use of a column, and returns the tables that have it as their distribution column. */
        Set<Mention> named(Name column) {
            String[] path = column.getName();
            String last = path[path.length - 1];
            for (Scope scope = this; scope != null; scope = scope.outer) {
                for (Map.Entry<String, Source> each : scope.sources.entrySet()) {
                    boolean meant = path.length > 1
                            ? each.getKey().equals(path[path.length - 2])
                            : !each.getValue().distributedBy().apply(last).isEmpty();
                    if (meant) {
                        if (scope != this) {
                            correlated.addAll(each.getValue().mentions());
                        }
                        return each.getValue().distributedBy().apply(last);
                    }
                }
            }
            return Set.of();
        }
    }

    /** The traversal of one statement. */
    private final class Reading {
        /** Sets of tables that must be joined with each other. */
        private final List<Set<Mention>> together = new ArrayList<>();

        List<String> violations() {
            return together.stream()
                    .filter(mentions ->
                            mentions.stream().map(Mention::root).distinct().count() > 1)
                    .map(mentions -> mentions.stream()
                            .map(mention -> mention.table)
                            .sorted()
                            .collect(Collectors.joining(", ")))
                    .toList();
        }

        void statement(Part part) {
            if (part.is(Select.class)) {
                select(part, null);
            } else if (part.is(QOM.Insert.class)) {
                // Inserted rows are sent to their nodes, from any source.
                Scope scope = new Scope(null);
                steps(part, scope);
                subqueries(part, scope);
            } else if (part.is(QOM.Update.class) || part.is(QOM.Delete.class)) {
                query(part, new Scope(null));
            } else {
                part.children().forEach(this::statement);
            }
        }

        private Source select(Part select, @Nullable Scope outer) {
            Scope scope = new Scope(outer);
            Set<Mention> mentions = query(select, scope);
            Map<String, Set<Mention>> columns = new HashMap<>();
            List<Part> fields = select.children().stream()
                    .filter(child -> child.part().getClass().getSimpleName().equals("SelectFieldList"))
                    .flatMap(list -> list.children().stream())
                    .toList();
            boolean all =
                    fields.stream().anyMatch(field -> field.part().toString().endsWith("*"));
            List<String> names = new ArrayList<>();
            for (Part field : fields) {
                String name = field.part() instanceof Field<?> f ? f.getName() : "";
                names.add(name);
                columns.put(name, column(field, scope));
            }
            Set<Mention> ofAll = new HashSet<>(mentions);
            select.children(Select.class)
                    .forEach(branch -> ofAll.addAll(select(branch, outer).mentions()));
            return new Source(ofAll, column -> {
                if (all) {
                    return scope.sources.values().stream()
                            .flatMap(source -> source.distributedBy().apply(column).stream())
                            .collect(Collectors.toSet());
                }
                return columns.getOrDefault(column, Set.of());
            });
        }

        /** Returns the tables that have the selected column as their distribution column, also under an alias. */
        private Set<Mention> column(Part field, Scope scope) {
            Name column = field.column();
            if (column != null) {
                return scope.named(column);
            }
            return field.part() instanceof QOM.FieldAlias<?>
                            && !field.children().isEmpty()
                    ? column(field.children().getFirst().children().getFirst(), scope)
                    : Set.of();
        }

        /** Reads a query without its fields. */
        private Set<Mention> query(Part query, Scope scope) {
            steps(query, scope);
            Set<Mention> mentions = new HashSet<>();
            flat(query).forEach(child -> mentions.addAll(from(child, scope)));
            conditions(query, scope);
            subqueries(query, scope);
            together.add(mentions);
            if (!mentions.isEmpty() && !scope.correlated.isEmpty()) {
                Set<Mention> both = new HashSet<>(mentions);
                both.addAll(scope.correlated);
                together.add(both);
            }
            return mentions;
        }

        /** Returns the children of a query, with lists and wrappers flattened. */
        private static List<Part> flat(Part query) {
            return query.children().stream()
                    .flatMap(child -> child.part().getClass().getSimpleName().equals("TableList")
                                    || child.part().getClass().getSimpleName().endsWith("QueryImpl")
                                            && !query.is(Select.class)
                            ? flat(child).stream()
                            : Stream.of(child))
                    .toList();
        }

        private static void steps(Part query, Scope scope) {
            flat(query).stream()
                    .filter(child -> child.is(QOM.With.class))
                    .flatMap(with -> with.children().stream())
                    .flatMap(list -> list.children(CommonTableExpression.class))
                    .forEach(step -> scope.steps.put(
                            ((CommonTableExpression<?>) step.part()).getName(),
                            step.children(Select.class).findFirst().orElseThrow()));
        }

        private Set<Mention> from(Part part, Scope scope) {
            if (part.is(QOM.JoinTable.class)) {
                Set<Mention> mentions = new HashSet<>();
                part.children(Table.class).forEach(child -> mentions.addAll(from(child, scope)));
                return mentions;
            }
            if (part.part() instanceof QOM.Lateral<?>) {
                return part.children(Table.class)
                        .flatMap(child -> from(child, scope).stream())
                        .collect(Collectors.toSet());
            }
            if (part.part() instanceof Table<?> table) {
                Source source = source(part, scope);
                scope.sources.put(table.getName(), source);
                return source.mentions();
            }
            return Set.of();
        }

        private Source source(Part part, Scope scope) {
            if (part.is(QOM.TableAlias.class)) {
                Part aliased = part.children().getFirst().children().getFirst();
                return source(aliased, scope);
            }
            if (part.is(QOM.DerivedTable.class)) {
                return select(part.children(Select.class).findFirst().orElseThrow(), scope);
            }
            String name = ((Table<?>) part.part()).getName();
            Part step = scope.step(name);
            if (step != null) {
                return select(step, null);
            }
            String column = distributionColumns.get(name);
            if (column == null) {
                return new Source(Set.of(), any -> Set.of());
            }
            Mention mention = new Mention(name);
            return new Source(Set.of(mention), named -> named.equals(column) ? Set.of(mention) : Set.of());
        }

        /** Joins the columns that are equal in the query's conditions. */
        private void conditions(Part part, Scope scope) {
            for (Part child : flat(part)) {
                if (child.is(QOM.Eq.class)) {
                    equal(child, scope);
                } else if (child.is(QOM.And.class)
                        || child.part().getClass().getSimpleName().equals("ConditionProviderImpl")
                        || child.is(QOM.JoinTable.class)) {
                    conditions(child, scope);
                }
            }
        }

        private void equal(Part condition, Scope scope) {
            List<Set<Mention>> sides = condition.children().stream()
                    .map(Part::column)
                    .filter(Objects::nonNull)
                    .map(scope::named)
                    .toList();
            if (sides.size() == 2) {
                for (Mention one : sides.getFirst()) {
                    for (Mention other : sides.getLast()) {
                        one.root().joined = other.root();
                    }
                }
            }
        }

        /** Reads subqueries in conditions and fields, and records the use of outer columns in them. */
        private void subqueries(Part part, Scope scope) {
            for (Part child : part.children()) {
                Name column = child.column();
                if (column != null) {
                    scope.named(column);
                } else if (child.is(Select.class)) {
                    if (!part.is(Select.class)) {
                        select(child, scope);
                    }
                } else if (!child.is(QOM.DerivedTable.class) && !child.is(QOM.With.class)) {
                    subqueries(child, scope);
                }
            }
        }
    }
}
