// SPDX-License-Identifier: Apache-2.0
package io.parley.server.badinput;

import io.parley.server.badinput.FuzzedRequest.Parameter;
import io.parley.server.fixture.HttpCall;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Mutations of a request. */
enum RequestMutation {
    // ---- A value somewhere in the body

    ANOTHER_VALUE(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, JsonNode.class).put(HostileValues.json(dice));
        }
    },
    MEMBER_MISSING(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, JsonNode.class).remove();
        }
    },
    MEMBER_TOO_MANY(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, ObjectNode.class)
                    .change(object -> object.substring(0, object.length() - 1) + (object.equals("{}") ? "" : ",")
                            + HostileValues.quoted(HostileValues.text(dice)) + ":" + HostileValues.json(dice) + "}");
        }
    },
    MEMBER_TWICE(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, ObjectNode.class)
                    .change(object -> object.equals("{}")
                            ? "{\"a\":1,\"a\":1}"
                            : object.substring(0, object.length() - 1) + "," + object.substring(1));
        }
    },
    TEN_THOUSAND_ELEMENTS(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, ArrayNode.class).change(array -> {
                String elements = array.equals("[]") ? "1" : array.substring(1, Math.min(array.length() - 1, 1 + 100));
                boolean whole = elements.length() + 2 >= array.length();
                return "[" + String.join(",", Collections.nCopies(10_000, whole ? elements : "{}")) + "]";
            });
        }
    },
    TEN_THOUSAND_LEVELS(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, JsonNode.class).change(value -> nested(value, 10_000, dice));
        }
    },
    LEVELS_THAT_ARE_ALLOWED(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, JsonNode.class).change(value -> nested(value, 480, dice));
        }
    },
    LONG_TEXT(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            String text = HostileValues.text(dice) + "a";
            BodyPosition.of(specimen, dice, JsonNode.class)
                    .put(HostileValues.quoted(text.repeat(900_000 / text.length())));
        }
    },
    ENORMOUS_TEXT(Needs.TREE) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            BodyPosition.of(specimen, dice, JsonNode.class).put(HostileValues.quoted("ab".repeat(5_000_000)));
        }
    },

    // ---- The body as bytes

    CUT_OFF(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.body = Arrays.copyOf(specimen.body, dice.nextInt(specimen.body.length));
        }
    },
    BYTES_CHANGED(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            for (int i = 1 + dice.nextInt(3); i > 0; i--) {
                specimen.body[dice.nextInt(specimen.body.length)] = (byte) dice.nextInt(256);
            }
        }
    },
    BYTES_BETWEEN(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            byte[] piece = HostileValues.bytes(dice);
            int at = dice.nextInt(specimen.body.length);
            byte[] all = new byte[specimen.body.length + piece.length];
            System.arraycopy(specimen.body, 0, all, 0, at);
            System.arraycopy(piece, 0, all, at, piece.length);
            System.arraycopy(specimen.body, at, all, at + piece.length, specimen.body.length - at);
            specimen.body = all;
        }
    },
    ANOTHER_CHARSET(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            String text = new String(specimen.body, StandardCharsets.UTF_8);
            specimen.body = text.getBytes(one(
                    dice,
                    List.of(
                            StandardCharsets.UTF_16,
                            StandardCharsets.UTF_16LE,
                            StandardCharsets.ISO_8859_1,
                            Charset.forName("UTF-32"))));
        }
    },
    NOISE(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.body = new byte[dice.nextInt(2000)];
            dice.nextBytes(specimen.body);
        }
    },
    NOTHING_OR_BLANK(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.body =
                    one(dice, List.of("", " ", "\n\n", "\uFEFF", "null", "\0")).getBytes(StandardCharsets.UTF_8);
        }
    },

    // ---- Headers that describe the body

    CONTENT_TYPE(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.contentType = one(
                    dice,
                    List.of(
                            "",
                            "text/plain",
                            "application/xml",
                            "application/x-www-form-urlencoded",
                            "multipart/form-data",
                            "multipart/form-data; boundary=",
                            "///",
                            "application/json/json",
                            "*/*",
                            "application/json; charset=nonsense",
                            "application/json; charset=utf-16",
                            "application/json;charset=",
                            "application/x-ndjson",
                            "application/json; q=\"",
                            "application/x-www-form-urlencoded; charset=nonsense",
                            "a".repeat(5000),
                            "application/jsoñ"));
        }
    },
    CONTENT_ENCODING(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.headers.add("Content-Encoding: "
                    + one(
                            dice,
                            List.of(
                                    "gzip",
                                    "GZIP",
                                    "br",
                                    "deflate",
                                    "identity",
                                    "gzip, gzip",
                                    "",
                                    "chunked",
                                    "compress",
                                    "nonsense",
                                    "a".repeat(5000))));
        }
    },
    GZIP_BOMB(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.headers.add("Content-Encoding: gzip");
            specimen.body = HostileValues.bomb();
        }
    },
    GZIP_BROKEN(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.headers.add("Content-Encoding: gzip");
            byte[] packed = HttpCall.gzipped(specimen.body);
            if (dice.nextBoolean()) {
                packed[dice.nextInt(packed.length)] ^= (byte) (1 + dice.nextInt(255));
            }
            specimen.body = Arrays.copyOf(packed, dice.nextBoolean() ? packed.length : dice.nextInt(packed.length));
        }
    },
    LENGTH(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.framing = one(
                    dice,
                    List.of(
                            "Content-Length: " + (specimen.body.length + 1 + dice.nextInt(1000)),
                            "Content-Length: " + specimen.body.length / 2,
                            "Content-Length: -1",
                            "Content-Length: 99999999999999999999",
                            "Content-Length: " + Long.MAX_VALUE,
                            "Content-Length: 0x10",
                            "Content-Length: ",
                            "Content-Length: 1\r\nContent-Length: 2",
                            "Content-Length: 5\r\nTransfer-Encoding: chunked",
                            "X-None: 1"));
        }
    },
    CHUNKS(Needs.BODY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.framing = "Transfer-Encoding: chunked";
            String body = new String(specimen.body, StandardCharsets.ISO_8859_1);
            String size = Integer.toHexString(specimen.body.length);
            specimen.body = one(
                            dice,
                            List.of(
                                    body,
                                    size + "\r\n" + body,
                                    size + "\r\n" + body + "\r\n0\r\n\r\n",
                                    size + ";a=\"\r\n" + body + "\r\n0\r\n\r\n",
                                    "-1\r\n" + body,
                                    "fffffffffffffffff\r\n" + body,
                                    "zz\r\n" + body,
                                    size + "\r\n" + body + "\r\n0\r\nTrailer: a\r\n" + "X: y\r\n".repeat(2000)
                                            + "\r\n"))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    },

    // ---- Headers

    HEADER(Needs.NOTHING) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            String name = one(
                    dice,
                    List.of(
                            "Accept",
                            "Accept-Language",
                            "Accept-Encoding",
                            "Accept-Charset",
                            "Range",
                            "If-Range",
                            "If-None-Match",
                            "If-Modified-Since",
                            "If-Match",
                            "language",
                            "Timezone",
                            "Cookie",
                            "Authorization",
                            "X-Parley-Page",
                            "Origin",
                            "Referer",
                            "X-Forwarded-For",
                            "X-Forwarded-Proto",
                            "Forwarded",
                            "Upgrade",
                            "Expect",
                            "X-HTTP-Method-Override",
                            "Content-Encoding",
                            "Access-Control-Request-Method",
                            "TE",
                            "Connection"));
            specimen.headers.removeIf(header -> name.equals("Authorization") && header.startsWith(name));
            specimen.headers.add(
                    name + ": " + (dice.nextBoolean() ? HostileValues.headerValue(dice) : HostileValues.text(dice)));
        }
    },
    HEADERS_TOO_LARGE(Needs.NOTHING) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            if (dice.nextBoolean()) {
                specimen.headers.add("X-Large: " + "a".repeat(100_000));
            } else {
                specimen.headers.addAll(Collections.nCopies(500, "X-Many: a"));
            }
        }
    },
    HEADER_BROKEN(Needs.NOTHING) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.headers.add(one(
                    dice,
                    List.of(
                            "no colon",
                            ": no name",
                            " folded: a",
                            "Na me: a",
                            "X-Nul: a\0b",
                            "X-Bell: \u0007",
                            "\u0416: a",
                            "X\t: a",
                            "Host: other",
                            "X-Cr: a\rb")));
        }
    },

    // ---- The URL

    QUERY_VALUE(Needs.QUERY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            int at = dice.nextInt(specimen.query.size());
            specimen.query.set(
                    at, new Parameter(specimen.query.get(at).name(), FuzzedRequest.encoded(HostileValues.word(dice))));
        }
    },
    QUERY_MISSING(Needs.QUERY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            specimen.query.remove(dice.nextInt(specimen.query.size()));
        }
    },
    QUERY_TWICE(Needs.QUERY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            Parameter same = specimen.query.get(dice.nextInt(specimen.query.size()));
            specimen.query.add(
                    dice.nextBoolean()
                            ? same
                            : new Parameter(same.name(), FuzzedRequest.encoded(HostileValues.word(dice))));
        }
    },
    QUERY_MANY_TIMES(Needs.QUERY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            Parameter same = specimen.query.get(dice.nextInt(specimen.query.size()));
            specimen.query.addAll(Collections.nCopies(
                    6000 / (same.name().length() + same.value().length() + 2), same));
        }
    },
    QUERY_ENCODING(Needs.QUERY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            Parameter same = specimen.query.removeFirst();
            specimen.query.add(new Parameter(
                    same.name(),
                    one(
                            dice,
                            List.of(
                                    "%",
                                    "%z",
                                    "%zz",
                                    "%f",
                                    "%ff",
                                    "%c3%28",
                                    "%ed%a0%80",
                                    "%00",
                                    "%u0041",
                                    "+",
                                    "a%0d%0aX:%20y",
                                    "{}",
                                    "|",
                                    "\"",
                                    "[]",
                                    "a;b",
                                    "а"))));
        }
    },
    QUERY_LONG(Needs.QUERY) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            Parameter same = specimen.query.removeLast();
            specimen.query.add(new Parameter(
                    same.name(),
                    one(dice, List.of("a", "1", "%20", "%D0%AF", ",", "["))
                            .repeat(dice.nextBoolean() ? 1000 : 20_000)));
        }
    },
    PIECE_OF_PATH(Needs.NOTHING) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            List<String> pieces =
                    new ArrayList<>(List.of(specimen.path.substring(1).split("/")));
            int at = dice.nextInt(pieces.size());
            pieces.set(
                    at,
                    dice.nextBoolean()
                            ? FuzzedRequest.encoded(HostileValues.word(dice))
                            : one(
                                    dice,
                                    List.of(
                                            "..",
                                            ".",
                                            "%2e%2e",
                                            "%252e%252e",
                                            "%00",
                                            "%2500",
                                            "%2f",
                                            "%5c",
                                            ";",
                                            "a;b=c",
                                            "..;",
                                            "%0d%0a",
                                            "%",
                                            "%zz",
                                            "%ff",
                                            "*",
                                            "{id}",
                                            "a|b",
                                            "-1",
                                            "0",
                                            "99999999999999999999",
                                            "a".repeat(5000),
                                            "a".repeat(50_000),
                                            "%20",
                                            "%ed%a0%80",
                                            "~")));
            specimen.path = "/" + String.join("/", pieces);
        }
    },
    PATH_AROUND(Needs.NOTHING) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            String path = specimen.path;
            specimen.path = one(
                    dice,
                    List.of(
                            path + "/",
                            "/" + path,
                            path + "/..",
                            path + "/%2e%2e/" + "%2e%2e",
                            path + ".json",
                            path + ";a=b",
                            path + "%00",
                            path + "%2f",
                            "/a/.." + path,
                            "/%2e" + path,
                            path.toUpperCase(Locale.ROOT),
                            path + "/" + "a/".repeat(1000),
                            path.replace("/", "//"),
                            "http://localhost" + path,
                            path.substring(1),
                            "*"));
        }
    },
    METHOD(Needs.NOTHING) {
        @Override
        void spoil(FuzzedRequest specimen, Random dice) {
            // The parameters belong to the original method.
            specimen.query.clear();
            specimen.method = one(
                    dice,
                    List.of(
                            "GET",
                            "PUT",
                            "POST",
                            "DELETE",
                            "PATCH",
                            "FOO",
                            "get",
                            "TRACE",
                            "A".repeat(1000),
                            "PROPFIND"));
        }
    };

    /** Part of a request that a mutation requires. */
    enum Needs {
        NOTHING,
        QUERY,
        /** A body as bytes. */
        BODY,
        /** A body as a tree. */
        TREE
    }

    private final Needs needs;

    RequestMutation(Needs needs) {
        this.needs = needs;
    }

    abstract void spoil(FuzzedRequest specimen, Random dice);

    boolean fits(FuzzedRequest specimen) {
        return switch (needs) {
            case NOTHING -> true;
            case QUERY -> !specimen.query.isEmpty();
            case BODY, TREE -> specimen.hasBody();
        };
    }

    /** Mutates the request and completes it for sending. */
    void apply(FuzzedRequest specimen, Random dice) {
        if (needs != Needs.TREE) {
            specimen.seal();
        }
        spoil(specimen, dice);
        specimen.seal();
    }

    private static String nested(String value, int levels, Random dice) {
        return dice.nextBoolean()
                ? "[".repeat(levels) + value + "]".repeat(levels)
                : "{\"a\":".repeat(levels) + value + "}".repeat(levels);
    }

    static <T> T one(Random dice, List<T> choices) {
        return choices.get(dice.nextInt(choices.size()));
    }
}
