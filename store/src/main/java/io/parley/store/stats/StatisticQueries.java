// SPDX-License-Identifier: Apache-2.0
package io.parley.store.stats;

import static io.parley.store.table.ClientTable.CLIENT;
import static io.parley.store.table.LabelLinkTable.MESSAGE_LABEL_LINK;
import static io.parley.store.table.LabelLinkTable.SESSION_LABEL_LINK;
import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL;
import static io.parley.store.table.SmallTables.MESSAGE_LABEL_GROUP;
import static io.parley.store.table.SmallTables.SESSION_LABEL;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.parley.core.filter.Attribute;
import io.parley.core.filter.FilterSet;
import io.parley.core.filter.Scope;
import io.parley.core.log.PhoneCall;
import io.parley.core.log.TextNormalizer;
import io.parley.core.time.Interval;
import io.parley.store.engine.Engine;
import io.parley.store.label.Label;
import io.parley.store.query.FilterSql;
import io.parley.store.table.TableColumn;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Counts over time. They count the rows that the lists show: the same compiler turns the same filters into the same
 * conditions.
 */
public final class StatisticQueries {
    private static final long MICROS_A_SECOND = 1_000_000;

    private final Engine engine;
    private final FilterSql filters;
    private final TimeSeriesQuery timeSeries;

    public StatisticQueries(Engine engine) {
        this.engine = engine;
        this.filters = new FilterSql(engine);
        this.timeSeries = new TimeSeriesQuery(engine);
    }

    /** Counts the messages that match the filters, by their time. */
    public Series messages(Collection<Long> projects, FilterSet wanted, TimeAxis axis) {
        return timeSeries.count(messageHits(projects, wanted, MESSAGE.table()), axis);
    }

    /** Counts the sessions that match the filters, by their start. */
    public Series sessions(Collection<Long> projects, FilterSet wanted, TimeAxis axis) {
        return timeSeries.count(sessionHits(projects, wanted, SESSION.table()), axis);
    }

    private CountedRows messageHits(Collection<Long> projects, FilterSet wanted, Table<?> rows) {
        return new CountedRows(
                rows, filters.messages(projects, wanted), MESSAGE.time, Period.of(wanted, Attribute.MESSAGE_TIME));
    }

    private CountedRows sessionHits(Collection<Long> projects, FilterSet wanted, Table<?> rows) {
        return new CountedRows(
                rows, filters.sessions(projects, wanted), SESSION.start, Period.of(wanted, Attribute.SESSION_START));
    }

    // ---- Labels

    /**
     * Counts, for each label, the sessions that match the filters and have the label, by their start. In display order.
     */
    public List<LabelSeries> sessionLabels(Collection<Long> projects, FilterSet wanted, TimeAxis axis) {
        Table<?> labelled = SESSION.table()
                .join(SESSION_LABEL_LINK.table())
                .on(FilterSql.linkedTo(Scope.SESSION, SESSION_LABEL_LINK.name()))
                .join(SESSION_LABEL.table())
                .on(SESSION_LABEL.id.eq(SESSION_LABEL_LINK.labelId));
        return inOrder(timeSeries.countBy(
                sessionHits(projects, wanted, labelled),
                axis,
                List.of(SESSION_LABEL.id, SESSION_LABEL.name, SESSION_LABEL.priority),
                row -> new Label(
                        row.get(SESSION_LABEL.id),
                        row.get(SESSION_LABEL.name),
                        row.get(SESSION_LABEL.priority),
                        null)));
    }

    /**
     * Counts, for each label, the messages that match the filters and have the label, by their time. In display order.
     */
    public List<LabelSeries> messageLabels(Collection<Long> projects, FilterSet wanted, TimeAxis axis) {
        Table<?> labelled = MESSAGE.table()
                .join(MESSAGE_LABEL_LINK.table())
                .on(FilterSql.linkedTo(Scope.MESSAGE, MESSAGE_LABEL_LINK.name()))
                .join(MESSAGE_LABEL.table())
                .on(MESSAGE_LABEL.id.eq(MESSAGE_LABEL_LINK.labelId))
                .join(MESSAGE_LABEL_GROUP.table())
                .on(MESSAGE_LABEL_GROUP.id.eq(MESSAGE_LABEL.groupId));
        return inOrder(timeSeries.countBy(
                messageHits(projects, wanted, labelled),
                axis,
                List.of(
                        MESSAGE_LABEL.id,
                        MESSAGE_LABEL.name,
                        MESSAGE_LABEL.priority,
                        MESSAGE_LABEL_GROUP.id,
                        MESSAGE_LABEL_GROUP.name,
                        MESSAGE_LABEL_GROUP.priority),
                row -> new Label(
                        row.get(MESSAGE_LABEL.id),
                        row.get(MESSAGE_LABEL.name),
                        row.get(MESSAGE_LABEL.priority),
                        new Label.Group(
                                row.get(MESSAGE_LABEL_GROUP.id),
                                row.get(MESSAGE_LABEL_GROUP.name),
                                row.get(MESSAGE_LABEL_GROUP.priority)))));
    }

    private static List<LabelSeries> inOrder(Map<Label, Series> byLabel) {
        return byLabel.entrySet().stream()
                .map(entry -> new LabelSeries(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(LabelSeries::label, Label.DISPLAY_ORDER))
                .toList();
    }

    // ---- Transfers

    /**
     * Counts the sessions that were transferred to a human agent, each once, on the day of the first transfer.
     *
     * @param bots only of these; empty for all
     */
    public Series transfers(Collection<Long> projects, Collection<String> bots, DateRange days) {
        return byDay(FirstTransfers.sessions(projects), of(projects, bots), FirstTransfers.AT, days);
    }

    /**
     * Counts the sessions in which the bot's answer contained a text that counts as a transfer, each once, on the day
     * of the first such answer.
     *
     * @param words the text to find in the bot's answer, case-insensitive
     * @param bots only of these; empty for all
     */
    public Series transfersByText(Collection<Long> projects, Collection<String> bots, String words, DateRange days) {
        Period period = days.period();
        Field<Instant> first = DSL.field(DSL.name("first_said"), TableColumn.INSTANT);
        Table<?> sessions = DSL.select(DSL.min(MESSAGE.time).as(first))
                .from(MESSAGE.table())
                .join(SESSION.table())
                .on(FilterSql.linkedTo(Scope.SESSION, MESSAGE.name()))
                .where(
                        of(projects, bots),
                        MESSAGE.projectId.in(projects),
                        MESSAGE.time.le(period.to()),
                        SESSION.end.ge(period.from()),
                        engine.containsInAnyCase(MESSAGE.textAnswer, words))
                .groupBy(MESSAGE.projectId, MESSAGE.clientKey, MESSAGE.sessionKey)
                .asTable("switched");
        return byDay(sessions, noCondition(), first, days);
    }

    private Series byDay(Table<?> rows, Condition wanted, Field<Instant> at, DateRange days) {
        Period period = days.period();
        return timeSeries.count(
                new CountedRows(rows, wanted.and(at.between(period.from(), period.to())), at, period),
                new TimeAxis(Interval.DAY, days.zone()));
    }

    private static Condition of(Collection<Long> projects, Collection<String> bots) {
        return SESSION.projectId.in(projects).and(bots.isEmpty() ? noCondition() : SESSION.botId.in(bots));
    }

    // ---- Calls

    /**
     * Counts telephone calls, by their start. One session is one call.
     *
     * @param bots only of these; empty for all
     */
    public PhoneCallStatistics calls(Collection<Long> projects, Collection<String> bots, DateRange days) {
        Period period = days.period();
        Field<Double> seconds = engine.micros(SESSION.end)
                .minus(engine.micros(SESSION.start))
                .cast(SQLDataType.DOUBLE)
                .div(inline((double) MICROS_A_SECOND));
        List<Series> all = timeSeries.sums(
                new CountedRows(
                        SESSION.table(),
                        of(projects, bots)
                                .and(engine.folded(SESSION.channelType)
                                        .eq(TextNormalizer.folded(PhoneCall.CHANNEL_TYPE)))
                                .and(SESSION.start.between(period.from(), period.to())),
                        SESSION.start,
                        period),
                new TimeAxis(Interval.DAY, days.zone()),
                List.of(
                        count(),
                        DSL.count().filterWhere(SESSION.callIncoming.isTrue()),
                        DSL.count().filterWhere(SESSION.callIncoming.isFalse()),
                        DSL.sum(seconds),
                        DSL.sum(DSL.ceil(seconds.div(inline((double) PhoneCall.BILLED_SECONDS))))
                                .mul(inline(PhoneCall.BILLED_SECONDS / 60.0))));
        double calls = all.get(0).total();
        return new PhoneCallStatistics(
                all.get(1), all.get(2), all.get(4), calls == 0 ? 0 : all.get(3).total() / calls);
    }

    // ---- Clients

    /** Returns how many clients each project has, of all time; projects without any are left out. */
    public Map<Long, Long> clients(Collection<Long> projects) {
        return engine.sql()
                .select(CLIENT.projectId, count())
                .from(CLIENT.table())
                .where(CLIENT.projectId.in(projects))
                .groupBy(CLIENT.projectId)
                .fetchMap(CLIENT.projectId, (Record row) -> row.get(1, Long.class));
    }
}
