// SPDX-License-Identifier: Apache-2.0
package io.parley.core.i18n;

/** A text for users in each language. */
public record LocalizedText(String en, String ru) {

    /** Returns a title that is the same in every language, such as a user-defined name. */
    public static LocalizedText of(String name) {
        return new LocalizedText(name, name);
    }

    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case RU -> ru;
        };
    }
}
