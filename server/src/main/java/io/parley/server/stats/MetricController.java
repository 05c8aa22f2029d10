// SPDX-License-Identifier: Apache-2.0
package io.parley.server.stats;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.i18n.Language;
import io.parley.core.log.TextNormalizer;
import io.parley.core.metric.Measure;
import io.parley.core.metric.Metric;
import io.parley.server.filter.FilterSetRecorder;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestTimeZone;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.account.Project;
import io.parley.store.label.LabelCatalogue;
import io.parley.store.outcome.OutcomeCatalogue;
import io.parley.store.stats.MetricQueries;
import io.parley.store.stats.MetricResult;
import io.parley.store.stats.MetricValue;
import io.parley.store.stats.TimeAxis;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for our own statistics, as {@link Metric} declares them. */
@RestController
@RequestMapping(Principal.REPORTER + "/stats/metrics")
class MetricController {
    private final MetricQueries metrics;
    private final GroupTitles groupTitles;
    private final FilterSetRecorder filterSetRecorder;

    MetricController(
            MetricQueries metrics,
            OutcomeCatalogue outcomes,
            LabelCatalogue labels,
            FilterSetRecorder filterSetRecorder) {
        this.metrics = metrics;
        this.groupTitles = new GroupTitles(outcomes, labels);
        this.filterSetRecorder = filterSetRecorder;
    }

    /** Shape of a metric's answer. */
    enum Kind {
        COUNT,
        SHARE,
        SUM,
        MEAN,
        PERCENTILES,
        DISTRIBUTION,
        WEEKDAY_HOURS;

        static Kind of(Measure measure) {
            return switch (measure) {
                case Measure.Count count -> COUNT;
                case Measure.Clients clients -> COUNT;
                case Measure.Share share -> SHARE;
                case Measure.Sum sum -> SUM;
                case Measure.Mean mean -> MEAN;
                case Measure.Percentiles percentiles -> PERCENTILES;
                case Measure.Distribution distribution -> DISTRIBUTION;
                case Measure.WeekdayHours hours -> WEEKDAY_HOURS;
            };
        }
    }

    record MetricInfo(
            String name,
            String title,
            String definition,
            Kind kind,
            @Nullable String unit) {
        static MetricInfo of(Metric metric, Language language) {
            return new MetricInfo(
                    metric.wireName(),
                    metric.title().in(language),
                    metric.definition().in(language),
                    Kind.of(metric.measure()),
                    unit(metric.measure()));
        }

        private static @Nullable String unit(Measure measure) {
            return switch (measure) {
                case Measure.Sum sum -> sum.quantity().unit();
                case Measure.Mean mean -> mean.quantity().unit();
                case Measure.Percentiles percentiles -> percentiles.quantity().unit();
                default -> null;
            };
        }
    }

    record MetricStats(
            String metric,
            Kind kind,
            Instant from,
            Instant to,
            MetricValue total,
            @Nullable Previous previous,
            List<Point> stats,
            @Nullable List<Group> groups,
            @Nullable List<Hour> hours,
            String filterSetId) {}

    /** Value of one bucket, which begins at {@code ts}, in ms since 1970. */
    record Point(
            long ts,
            @Nullable Double value,
            @Nullable Double p95,
            long counted,
            @Nullable Long over) {
        static Point of(MetricResult.Point point) {
            MetricValue figure = point.figure();
            long ts = point.start().toEpochMilli();
            return new Point(ts, figure.value(), figure.p95(), figure.counted(), figure.over());
        }
    }

    /** @param title display name of the key; null where it is the key itself */
    record Group(
            String key,
            @Nullable String title,
            long count,
            @Nullable Double share) {}

    record Hour(DayOfWeek weekday, int hour, long count) {
        static Hour of(MetricResult.Hour hour) {
            return new Hour(hour.weekday(), hour.hour(), hour.count());
        }
    }

    /**
     * The period of the same length directly before the requested one.
     *
     * @param changePercent how much greater the value is now, in percent of the earlier one's size, whatever its sign; null where there is nothing to compare, or the earlier
     *     value is 0
     * @param isNew whether there is something now and was nothing then
     */
    record Previous(
            Instant from,
            Instant to,
            MetricValue total,
            @Nullable Double changePercent,
            boolean isNew) {
        static Previous of(Instant from, Instant to, MetricValue before, MetricValue now) {
            Double then = before.value();
            Double value = now.value();
            Double change = then == null || then == 0 || value == null
                    ? null
                    : (Double) ((value - then) / Math.abs(then) * 100);
            boolean isNew = value != null && value != 0 && (then == null || then == 0);
            return new Previous(from, to, before, change, isNew);
        }
    }

    @RequiresPermission(Permission.READ)
    @GetMapping
    List<MetricInfo> list(Principal caller, HttpServletRequest request) {
        Language language = new QueryParameters(request).language();
        return Arrays.stream(Metric.values())
                .map(metric -> MetricInfo.of(metric, language))
                .toList();
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/{metric}")
    MetricStats metric(Principal caller, @PathVariable("metric") String name, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        List<Long> projects = caller.projects(query.text("projectShortName").orElse(null)).stream()
                .map(Project::id)
                .toList();
        Metric metric = named(name);
        Instant from = moment(query, "from");
        Instant to = moment(query, "to");
        if (!to.isAfter(from)) {
            throw ApiException.field(ErrorCode.OUT_OF_RANGE, "to", to, "an instant after " + from);
        }
        TimeAxis axis = new TimeAxis(IntervalParameter.of(query), RequestTimeZone.of(request));
        boolean withPrevious = query.flag("previous");
        FilterSetRecorder.Asked asked = filterSetRecorder.in(request, caller);
        MetricResult answer = metrics.answer(projects, metric, asked.filters(), from, to, axis);
        Previous previous = null;
        if (withPrevious) {
            Instant earlier = from.minus(Duration.between(from, to));
            MetricValue before = metrics.total(projects, metric, asked.filters(), earlier, from, axis);
            previous = Previous.of(earlier, from, before, answer.total());
        }
        Kind kind = Kind.of(metric.measure());
        return new MetricStats(
                metric.wireName(),
                kind,
                from,
                to,
                answer.total(),
                previous,
                answer.points().stream().map(Point::of).toList(),
                metric.measure() instanceof Measure.Distribution distribution
                        ? groups(answer, groupTitles.of(distribution.grouping(), caller, projects))
                        : null,
                kind == Kind.WEEKDAY_HOURS
                        ? answer.hours().stream().map(Hour::of).toList()
                        : null,
                asked.filterSetId());
    }

    private static List<Group> groups(MetricResult answer, Map<String, String> titles) {
        return answer.groups().stream()
                .map(group -> new Group(
                        group.key(), titles.get(TextNormalizer.canonical(group.key())), group.count(), group.share()))
                .toList();
    }

    private static Metric named(String name) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.wireName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.METRIC,
                        "metric",
                        name,
                        "one of those that GET /api/v1/reporter/stats/metrics lists"));
    }

    private static Instant moment(QueryParameters query, String name) {
        Instant moment = query.instant(name);
        if (moment == null) {
            throw ApiException.field(ErrorCode.MISSING_FIELD, name, null, "an ISO-8601 date-time with an offset");
        }
        return moment;
    }
}
