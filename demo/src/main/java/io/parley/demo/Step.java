// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.util.List;

/** Step of a scenario; it becomes one message of the log. */
sealed interface Step permits Exchange, Step.ToOperator, Step.FromOperator {

    /** Phrase of the client for the operator, which the bot does not answer. */
    record ToOperator(List<String> variants) implements Step {}

    /** Message of the operator. */
    record FromOperator(List<String> variants) implements Step {}
}
