// SPDX-License-Identifier: Apache-2.0
package io.parley.server.http;

/**
 * Upper bound of the memory for a parsed JSON text, estimated without parsing it. A tree may take thirty times the
 * size of its text, depending on the content: {@code [[],[],…]} consists almost only of Java objects.
 *
 * @param values most values and members
 * @param bytes most bytes of the tree
 */
record JsonSizeEstimate(int values, long bytes) {
    private static final int ARRAY = 64;
    private static final int OBJECT = 96;
    /** Entry of an object, with its name. */
    private static final int MEMBER = 112;
    /** Text or number, with its reference in the parent. */
    private static final int VALUE = 72;
    /** Text needs two bytes for each character, and twice as much while the parser assembles it. */
    private static final int CHARACTER = 4;

    static JsonSizeEstimate of(byte[] json) {
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
                        // Needs no memory.
                    }
                }
            }
        }
        return new JsonSizeEstimate(
                arrays + objects + members + values,
                (long) arrays * ARRAY
                        + (long) objects * OBJECT
                        + (long) members * MEMBER
                        + (long) values * VALUE
                        + (long) json.length * CHARACTER);
    }
}
