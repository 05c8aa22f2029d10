// SPDX-License-Identifier: Apache-2.0
package io.parley.core.metric;

import io.parley.core.filter.Condition;

/**
 * A condition that a row must or must not satisfy.
 *
 * @param wanted whether the condition must be true; otherwise it must be false
 */
public record Clause(Condition condition, boolean wanted) {
    static Clause is(Condition condition) {
        return new Clause(condition, true);
    }

    static Clause isNot(Condition condition) {
        return new Clause(condition, false);
    }
}
