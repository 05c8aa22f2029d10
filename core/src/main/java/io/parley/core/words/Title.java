// SPDX-License-Identifier: Apache-2.0
package io.parley.core.words;

/** A text for users in each language. */
public record Title(String en, String ru) {

    /** Returns a title that is the same in every language, such as a user-defined name. */
    public static Title of(String name) {
        return new Title(name, name);
    }

    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case RU -> ru;
        };
    }
}
