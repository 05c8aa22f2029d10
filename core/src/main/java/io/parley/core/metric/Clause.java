// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import io.parley.core.filter.Condition;

/**
 * Something that has to be so, or must not be so, of one row by itself.
 *
 * @param wanted whether the condition has to hold; otherwise it must not
 */
public record Clause(Condition condition, boolean wanted) {
    static Clause is(Condition condition) {
        return new Clause(condition, true);
    }

    static Clause isNot(Condition condition) {
        return new Clause(condition, false);
    }
}
