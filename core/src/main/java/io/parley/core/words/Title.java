// SPDX-License-Identifier: Apache-2.0
package io.parley.core.words;

/** What people read, in each language. */
public record Title(String en, String ru) {

    /** What reads the same in every language: a name that somebody gave. */
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
