// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

import java.util.List;

/** A step of a scenario; it becomes one message of the log. */
sealed interface Step permits Exchange, Step.ToOperator, Step.FromOperator {

    /** A phrase that goes past the bot to the operator. */
    record ToOperator(List<String> variants) implements Step {}

    /** What the operator writes. */
    record FromOperator(List<String> variants) implements Step {}

    static ToOperator toOperator(String... variants) {
        return new ToOperator(List.of(variants));
    }

    static FromOperator fromOperator(String... variants) {
        return new FromOperator(List.of(variants));
    }
}
