// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import io.parley.core.log.MessageRow;
import io.parley.core.log.MessageStatus;
import io.parley.store.label.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with its related rows.
 *
 * @param labels in display order
 * @param status null where the channel reports none
 */
public record MessageView(
        MessageRow message,
        SessionView session,
        List<Label> labels,
        @Nullable MessageStatus status) {}
