// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilterKeyTest {

    @ParameterizedTest
    @EnumSource(FilterKey.class)
    void everyFilterComparesThingsOfOneScopeAndIsOfferedSomewhere(FilterKey key) {
        assertThat(key.shapes()).isNotEmpty().allMatch(shape -> shape.scope() == key.scope());
        assertThat(key.sections()).isNotEmpty();
        assertThat(key.title().en()).isNotBlank();
        assertThat(key.title().ru()).isNotBlank().isNotEqualTo(key.title().en());
    }
}
