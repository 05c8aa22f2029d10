// SPDX-License-Identifier: Apache-2.0
package io.parley.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Vera.Viewer@Example.org | vera.viewer@example.org",
                "' admin '               | admin",
                "'\u00a0admin\u3000'     | ADMIN",
                "\uff21\uff24\uff2d\uff29\uff2e | admin",
                "caf\u00e9               | cafe\u0301",
                "STRASSE                 | stra\u00dfe",
                "\u0418\u0412\u0410\u041d | \u0438\u0432\u0430\u043d",
                "\u03a3\u03a3            | \u03c3\u03c2"
            })
    void logInsThatDifferInFormAreTheSame(String one, String other) {
        assertThat(LoginName.key(one)).isEqualTo(LoginName.key(other));
    }

    @ParameterizedTest
    @CsvSource({"anna,ana", "anna b,annab", "\u0430nna,anna"})
    void otherLogInsAreOthers(String one, String other) {
        assertThat(LoginName.key(one)).isNotEqualTo(LoginName.key(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zero\u200bwidth",
                "rtl\u202e",
                "\ufeffbom",
                "a\u00adb",
                "a\u034fb",
                "a\ufe0f",
                "\u3164",
                "a\u2028b",
                "a\tb"
            })
    void whatCannotBeSeenIsNoPartOfALogin(String login) {
        assertThat(LoginName.isVisible(login)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "Анна Смирнова", "o'neil+1@example.org", "ユーザー", "😀"})
    void whatCanBeSeenIs(String login) {
        assertThat(LoginName.isVisible(login)).isTrue();
    }
}
