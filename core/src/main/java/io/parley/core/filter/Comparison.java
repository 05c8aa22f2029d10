// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.words.Title;

/** A way to compare that a filter offers; its name is the contract's. */
public sealed interface Comparison permits CheckboxComparison, TextComparison, CompositeComparison {
    /** What people choose it by. */
    Title title();
}
