// SPDX-License-Identifier: Apache-2.0
package io.parley.server.filter;

import static java.util.stream.Collectors.toSet;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.filter.AnalyticsSection;
import io.parley.core.filter.FilterKey;
import io.parley.core.filter.FilterReader;
import io.parley.core.filter.FilterSet;
import io.parley.core.i18n.Language;
import io.parley.core.page.PageRequest;
import io.parley.core.time.Interval;
import io.parley.server.http.Extras;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.filterset.FilterSetRepository;
import io.parley.store.query.FilterOptions;
import io.parley.store.query.FilterRanges;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Endpoints for the available filters, their options, and saved filter sets. */
@RestController
@RequestMapping(Principal.REPORTER)
class FilterController {
    private final FilterOptions options;
    private final FilterRanges ranges;
    private final FilterSetRepository sets;
    private final RequestBodyReader bodies;

    FilterController(
            FilterOptions filterOptions,
            FilterRanges filterRanges,
            FilterSetRepository filterSets,
            RequestBodyReader bodies) {
        this.options = filterOptions;
        this.ranges = filterRanges;
        this.sets = filterSets;
        this.bodies = bodies;
    }

    /** Range of values in which a filter by range is useful (contract). */
    record ValueInterval(double minValue, double maxValue) {}

    /** Saved filter set (contract). */
    record UserFilterSet(
            String filterSetId,
            JsonNode filters,
            @Nullable String intervalType,
            @Nullable Integer step) {}

    @RequiresPermission(Permission.READ)
    @GetMapping("/filters")
    List<FilterInfo> filters(HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        AnalyticsSection section = section(query);
        Language language = query.language();
        return Arrays.stream(FilterKey.values())
                .filter(key -> key.sections().contains(section))
                .filter(key -> Extras.given(request) || !key.isExtra())
                .map(key -> FilterInfo.of(key, language))
                .toList();
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/filter-options")
    List<OptionInfo> options(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        List<Long> projects = projects(caller, query);
        FilterKey key = query.requiredOneOf("filterKey", FilterKey.class);
        section(query);
        Language language = query.language();
        PageRequest page = query.page();
        JsonInput body = bodies.json(request);
        FilterSet filters = FilterReader.read(body);
        Set<String> chosen =
                FilterReader.chosen(body, key).stream().map(key::comparedOption).collect(toSet());
        return options
                .options(new FilterOptions.Wanted(
                        caller.accountId(),
                        projects,
                        key,
                        filters,
                        query.text("search").orElse(null),
                        language,
                        page))
                .stream()
                .map(option -> OptionInfo.of(option, chosen.contains(key.comparedOption(option.value())), language))
                .toList();
    }

    @RequiresPermission(Permission.READ)
    @PostMapping("/interval-filter-options")
    ValueInterval interval(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        List<Long> projects = projects(caller, query);
        FilterKey key = query.requiredOneOf("filterKey", FilterKey.class);
        section(query);
        FilterSet filters = FilterReader.read(bodies.json(request));
        return ranges.ends(projects, key, filters)
                .map(ends -> new ValueInterval(ends.min(), ends.max()))
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.INVALID_VALUE, "filterKey", key, "the key of a filter that takes a range"));
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/user-filter-sets/{filterSetId}")
    UserFilterSet filterSet(Principal caller, @PathVariable String filterSetId, HttpServletRequest request) {
        projects(caller, new QueryParameters(request));
        FilterSetBody set = sets.find(caller.accountId(), filterSetId)
                .map(FilterSetBody::parse)
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.FILTER_SET, "filterSetId", filterSetId, "the id of a filter set of this account"));
        JsonNode filters = Extras.given(request) ? set.filters() : ContractFilters.of(set.filters());
        return new UserFilterSet(filterSetId, filters, set.intervalType(), set.step());
    }

    @RequiresPermission(Permission.READ)
    @PostMapping(path = "/user-filter-sets/filterSetId", produces = MediaType.APPLICATION_JSON_VALUE)
    JsonNode keep(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        projects(caller, query);
        JsonInput body = bodies.json(request);
        if (body.isNull()) {
            throw ApiException.field(ErrorCode.MISSING_FIELD, "body", null, "an object with filters");
        }
        FilterReader.read(body);
        Interval.Unit unit = query.oneOf("intervalType", Interval.Unit.class).orElse(null);
        Integer step = query.text("step").isEmpty() ? null : query.integer("step", 1);
        if (step != null) {
            Interval.requireStep(step);
        }
        FilterSetBody set = FilterSetBody.of(body, unit, step);
        sets.keep(caller.accountId(), set.id(), set.text());
        return StringNode.valueOf(set.id());
    }

    /**
     * Returns the projects of the call. A filter set belongs to the whole account, but the call may only name
     * projects that the caller may access.
     */
    private static List<Long> projects(Principal caller, QueryParameters query) {
        return caller.projectIds(query.text("projectShortName").orElse(null));
    }

    private static AnalyticsSection section(QueryParameters query) {
        return query.requiredOneOf("analyticsSection", AnalyticsSection.class);
    }
}
