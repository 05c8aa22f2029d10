// SPDX-License-Identifier: Apache-2.0
package io.parley.store.label;

import io.parley.core.error.RequestValue;
import org.jspecify.annotations.Nullable;

/**
 * A label, or a group of labels, to create.
 *
 * @param priority null for after all others
 */
public record LabelDraft(
        RequestValue<String> name, @Nullable Integer priority) {}
