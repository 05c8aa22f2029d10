// SPDX-License-Identifier: Apache-2.0
package io.parley.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with published worked examples. */
class InferenceTest {

    private static Difference between(Proportion first, Proportion second) {
        return Difference.between(first, second).orElseThrow();
    }

    /**
     * R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
     * methods", Statistics in Medicine 17 (1998), 873–890, table II, method 10.
     */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "0, 10, 0, 10, -0.2775, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void intervalsOfDifferencesAreThoseOfNewcombesTable(long a, long m, long b, long n, double low, double high) {
        Difference difference = between(new Proportion(b, n), new Proportion(a, m));
        assertThat(difference.estimate()).isCloseTo((double) a / m - (double) b / n, within(1e-12));
        assertThat(difference.low()).isCloseTo(low, within(5e-5));
        assertThat(difference.high()).isCloseTo(high, within(5e-5));
    }

    /**
     * Aspirin and heart attacks in the Physicians' Health Study, the standard example of A. Agresti, "Categorical Data
     * Analysis": 189 of 11,034 with a placebo, 104 of 11,037 with aspirin; Pearson's chi-square, the square of z, is
     * 25.01.
     */
    @Test
    void aspirinAgainstAPlaceboHasTheZOfTheTextbook() {
        Difference difference = between(new Proportion(104, 11_037), new Proportion(189, 11_034));
        assertThat(difference.test()).isEqualTo(Difference.Test.Z);
        assertThat(difference.estimate()).isCloseTo(0.0077, within(5e-5));
        // Twice the upper tail of the normal distribution beyond √25.0139.
        assertThat(difference.pValue()).isCloseTo(5.69e-7, within(0.02e-7));
        assertThat(difference.low()).isCloseTo(0.0047, within(1e-4));
        assertThat(difference.high()).isCloseTo(0.0108, within(1e-4));
    }

    /**
     * R. A. Fisher's lady tasting tea ("The Design of Experiments", 1935): three of four cups right, two-sided p =
     * 0.4857.
     */
    @Test
    void theLadyTastingTeaProvesNothingWithThreeOfFour() {
        Difference difference = between(new Proportion(1, 4), new Proportion(3, 4));
        assertThat(difference.test()).isEqualTo(Difference.Test.FISHER);
        assertThat(difference.pValue()).isCloseTo(0.4857, within(5e-5));
    }

    /**
     * Student's sleep data (Biometrika 6, 1908) as in the documentation of R's {@code t.test}: t = −1.8608, df =
     * 17.776, p = 0.07939, 95 % interval −3.3654832 to 0.2054832.
     */
    @Test
    void theSleepDataHaveTheWelchTestOfR() {
        SampleStatistics second = sample(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);
        SampleStatistics first = sample(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
        Difference difference = Difference.between(second, first).orElseThrow();
        assertThat(difference.test()).isEqualTo(Difference.Test.WELCH);
        assertThat(difference.estimate()).isCloseTo(0.75 - 2.33, within(1e-9));
        assertThat(difference.pValue()).isCloseTo(0.07939, within(5e-6));
        assertThat(difference.low()).isCloseTo(-3.3654832, within(5e-8));
        assertThat(difference.high()).isCloseTo(0.2054832, within(5e-8));
    }

    private static SampleStatistics sample(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new SampleStatistics(values.length, mean, squares / (values.length - 1));
    }

    /**
     * Mendel's peas, 315, 108, 101 and 32 for 9 : 3 : 3 : 1; chi-square 0.470 with three degrees of freedom, p = 0.925.
     */
    @Test
    void mendelsPeasAreSharedOutAsTheyShould() {
        SampleRatioCheck ratio = SampleRatioCheck.of(List.of(315L, 108L, 101L, 32L), List.of(9.0, 3.0, 3.0, 1.0));
        assertThat(ratio.pValue()).isCloseTo(0.925, within(5e-4));
        assertThat(ratio.isMismatch()).isFalse();
    }

    /**
     * R. Kohavi, D. Tang, Y. Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 3: 821,588 and 815,482
     * users with an intended 1 : 1 ratio, p = 1.8e-6.
     */
    @Test
    void aSmallMismatchOfManyUsersIsAlarming() {
        SampleRatioCheck ratio = SampleRatioCheck.of(List.of(821_588L, 815_482L), List.of(1.0, 1.0));
        assertThat(ratio.pValue()).isCloseTo(1.8e-6, within(0.05e-6));
        assertThat(ratio.isMismatch()).isTrue();
    }

    @Test
    void ofNothingNothingIsConcluded() {
        assertThat(Difference.between(new Proportion(0, 0), new Proportion(1, 2)))
                .isEqualTo(Optional.empty());
        assertThat(Difference.between(new SampleStatistics(1, 3, 0), new SampleStatistics(5, 3, 1)))
                .isEmpty();
        assertThat(Difference.between(new SampleStatistics(5, 3, 0), new SampleStatistics(5, 3, 0)))
                .isEmpty();
        assertThat(SampleRatioCheck.of(List.of(0L, 0L), List.of(1.0, 2.0)).pValue())
                .isEqualTo(1);
        assertThat(SampleRatioCheck.of(List.of(7L), List.of(1.0)).pValue()).isEqualTo(1);
    }

    @Test
    void numbersThatDoNotVaryAreToldApartByTheWaysToShareThemOut() {
        Difference difference = Difference.between(new SampleStatistics(143, 5, 0), new SampleStatistics(117, 10, 0))
                .orElseThrow();
        assertThat(difference.test()).isEqualTo(Difference.Test.PERMUTATION);
        assertThat(difference.estimate()).isEqualTo(5);
        assertThat(difference.pValue()).isLessThan(1e-70);
        // Of two and two, six ways, of which two set them as far apart.
        assertThat(Difference.between(new SampleStatistics(2, 5, 0), new SampleStatistics(2, 10, 0))
                        .orElseThrow()
                        .pValue())
                .isCloseTo(1 / 3.0, within(1e-12));
        // What an engine makes of 4.1 a hundred times over.
        assertThat(Difference.between(
                        new SampleStatistics(143, 4.1, 1e-31), new SampleStatistics(117, 4.1000000000000005, 2e-31)))
                .isEmpty();
    }

    @Test
    void aMismatchIsNotedOnlyWhereSomeAreToBeExpectedOfEachShare() {
        assertThat(SampleRatioCheck.of(List.of(1L, 0L), List.of(1.0, 20.0)).pValue())
                .isEqualTo(1);
        assertThat(SampleRatioCheck.of(List.of(3L, 0L), List.of(1.0, 1.0)).pValue())
                .isEqualTo(1);
        assertThat(SampleRatioCheck.of(List.of(40L, 0L), List.of(1.0, 1.0)).isMismatch())
                .isTrue();
        // Two rare shares are looked at as one.
        assertThat(SampleRatioCheck.of(List.of(60L, 60L, 80L), List.of(2.0, 2.0, 96.0))
                        .isMismatch())
                .isTrue();
    }

    @Test
    void equalRatesOfNeverOrAlwaysDoNotDiffer() {
        assertThat(between(new Proportion(0, 1000), new Proportion(0, 900)).pValue())
                .isEqualTo(1);
        assertThat(between(new Proportion(1000, 1000), new Proportion(900, 900)).pValue())
                .isEqualTo(1);
    }
}
