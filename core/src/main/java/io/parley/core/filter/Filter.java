// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

/**
 * One checked and typed condition of a request.
 *
 * <p>Negation is stored apart from the condition because it changes meaning when the filter is lifted to another scope:
 * "no message of the session matches", not "some message does not match".
 *
 * @param negated true when the filter selects the rows that do not satisfy the condition
 */
public record Filter(FilterKey key, FilterCondition condition, boolean negated) {
    public Scope scope() {
        return condition.scope();
    }
}
