// SPDX-License-Identifier: Apache-2.0
/** Formats of exported conversations, and their pure translation to pieces and messages (docs/import.md). */
@org.jspecify.annotations.NullMarked
package io.parley.core.source;
