// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks that the reference page of metrics matches the declarations. */
class MetricReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void thePageOfMetricsSaysWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/metrics.md; -Dparley.docs.write=true rewrites it")
                .isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                `GET /api/v1/reporter/stats/metrics` lists them; `POST /api/v1/reporter/stats/metrics/{name}?from=…&to=…` answers one, over time and
                in total, for whatever filters the body has. Made from the declarations in `Metric`.

                The period begins at `from` and ends before `to`. Buckets are cut in the caller's zone; weeks begin on Monday. Sessions of the test
                widget never count. A share or a mean of nothing has no value. `previous=true` compares with the period of the same length
                that ends where this one begins.

                | name | called | what it says | made of | placed in time by |
                | --- | --- | --- | --- | --- |
                """);
        for (Metric metric : Metric.values()) {
            page.append("| ")
                    .append(String.join(
                            " | ",
                            "`" + metric.wireName() + "`",
                            metric.title().en() + " · " + metric.title().ru(),
                            metric.definition().en(),
                            inWords(metric.measure()),
                            metric.rows().placement().inWords()))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String inWords(Measure measure) {
        return switch (measure) {
            case Measure.Count count -> "count";
            case Measure.Share share -> "share, 0 to 1";
            case Measure.Sum sum -> "sum, " + sum.quantity().unit();
            case Measure.Mean mean -> "mean, " + mean.quantity().unit();
            case Measure.Percentiles percentiles ->
                "median and 95th percentile, " + percentiles.quantity().unit();
            case Measure.Distribution distribution -> "count and share per group";
            case Measure.Clients clients -> "distinct clients";
            case Measure.WeekdayHours hours -> "count per weekday and hour";
        };
    }
}
