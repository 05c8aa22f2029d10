// SPDX-License-Identifier: Apache-2.0
package io.parley.core.filter;

import io.parley.core.i18n.LocalizedText;

/** A comparison that a filter offers, named as in the contract. */
public sealed interface Comparison permits CheckboxComparison, TextComparison, CompositeComparison {
    /** Returns the name shown to users. */
    LocalizedText title();
}
