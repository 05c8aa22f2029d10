// SPDX-License-Identifier: Apache-2.0
package io.parley.server.web;

/**
 * What a JSON text becomes when it is parsed, estimated from above without parsing it. A tree may take thirty times its text, which depends on what
 * the text consists of: {@code [[],[],…]} is nearly all objects of ours.
 *
 * @param values and members, at most
 * @param bytes that the tree takes, at most
 */
record JsonSize(int values, long bytes) {
    private static final int ARRAY = 64;
    private static final int OBJECT = 96;
    /** An entry of an object with its name. */
    private static final int MEMBER = 112;
    /** A text or number, with its place among the others. */
    private static final int VALUE = 72;
    /** Longest texts take two bytes a character, and twice as much while they are put together. */
    private static final int CHARACTER = 4;

    static JsonSize of(byte[] json) {
        int arrays = 0;
        int objects = 0;
        int members = 0;
        int values = 1;
        boolean inText = false;
        for (int i = 0; i < json.length; i++) {
            byte c = json[i];
            if (inText) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inText = false;
                }
            } else {
                switch (c) {
                    case '"' -> inText = true;
                    case '[' -> arrays++;
                    case '{' -> objects++;
                    case ':' -> members++;
                    case ',' -> values++;
                    default -> {
                        // Takes no memory by itself.
                    }
                }
            }
        }
        return new JsonSize(
                arrays + objects + members + values,
                (long) arrays * ARRAY
                        + (long) objects * OBJECT
                        + (long) members * MEMBER
                        + (long) values * VALUE
                        + (long) json.length * CHARACTER);
    }
}
