// SPDX-License-Identifier: Apache-2.0
package io.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://a_b.example/, http, a_b.example, -1, /",
        "http://parley_server:8080/x?y=1, http, parley_server, 8080, /x?y=1",
        "HTTP://Example.org, http, Example.org, -1, /",
        "HttpS://example.org?a=b, https, example.org, -1, /?a=b",
        "https://m\u00fcnchen.example/stra\u00dfe, https, xn--mnchen-3ya.example, -1, /stra%C3%9Fe",
        "http://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444:81/, http, xn--e1afmkfd.xn--p1ai, 81, /",
        "http://[::1]:90/a, http, [::1], 90, /a",
        "http://example.org//a, http, example.org, -1, //a"
    })
    void addressesAreReadAsBrowsersReadThem(String text, String scheme, String host, int port, String target) {
        assertThat(WebhookUrl.of(text)).contains(new WebhookUrl(scheme, host, port, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "example.org",
                "http:///x",
                "http://a_b:x/",
                "http://a_b:70000/",
                "http://u@a_b/",
                "http://a_b/#x",
                "http://a b/",
                "http://-/",
                "http://[::1/",
                "mailto:a@b"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(WebhookUrl.of(text)).isEmpty();
    }
}
