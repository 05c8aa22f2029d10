// SPDX-License-Identifier: Apache-2.0
package io.parley.store.directory;

import io.parley.core.problem.Given;
import org.jspecify.annotations.Nullable;

/**
 * A label, or a group of labels, to create.
 *
 * @param priority null for after all others
 */
public record LabelDraft(Given<String> name, @Nullable Integer priority) {}
