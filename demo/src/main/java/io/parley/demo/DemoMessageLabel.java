// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

import io.parley.core.log.Analytics.MessageLabelName;

/**
 * Message labels of the demo, the only ones that scenarios use. "Other" is in two groups, because a script may use a
 * label without its group.
 */
enum DemoMessageLabel {
    POSITIVE("Sentiment", "Positive"),
    NEGATIVE("Sentiment", "Negative"),
    UNRECOGNISED("Quality", "Unrecognised"),
    WRONG_ANSWER("Quality", "Wrong answer"),
    SCRIPT_ERROR("Quality", "Script error"),
    QUALITY_OTHER("Quality", "Other"),
    CARDS("Тема", "Карты"),
    PAYMENTS("Тема", "Платежи"),
    DELIVERY("Тема", "Доставка"),
    TOPIC_OTHER("Тема", "Other");

    private final String group;
    private final String label;

    DemoMessageLabel(String group, String label) {
        this.group = group;
        this.label = label;
    }

    String group() {
        return group;
    }

    String label() {
        return label;
    }

    MessageLabelName inItsGroup() {
        return new MessageLabelName(label, group);
    }

    /** Returns the labels of this name in all groups. */
    MessageLabelName inEveryGroup() {
        return new MessageLabelName(label, null);
    }
}
