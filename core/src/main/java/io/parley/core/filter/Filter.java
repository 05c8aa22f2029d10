// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

/**
 * One condition of a request, checked and typed.
 *
 * <p>Negation is kept apart from the condition because it means more when it is lifted: "no message of the session matches", not
 * "some message does not match".
 *
 * @param negated true when the rows wanted are those that the condition is not true of
 */
public record Filter(FilterKey key, Condition condition, boolean negated) {
    public Scope scope() {
        return condition.scope();
    }
}
