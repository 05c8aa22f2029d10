// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import java.util.List;

/** Part of a bot's answer. */
sealed interface Reply {

    /**
     * Text reply.
     *
     * @param variants one of them is chosen; they may contain {@link DialogVariables}
     */
    record Text(List<String> variants) implements Reply {}

    record Buttons(List<String> captions) implements Reply {}

    record Image(String url) implements Reply {}

    record Audio(String url) implements Reply {}

    record Carousel(String text, List<Card> cards) implements Reply {}

    record Card(String title, String description, String button) {}
}
