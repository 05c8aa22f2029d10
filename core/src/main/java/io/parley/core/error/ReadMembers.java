// SPDX-License-Identifier: Apache-2.0
package io.parley.core.error;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Notes which members of a piece of JSON a reader asks for, so that the others are known to be unknown: no list of members has to agree with
 * the reader.
 */
public final class ReadMembers {
    private static final int MOST_NAMED = 20;

    private final Set<String> asked = new HashSet<>();
    private final Set<String> opened = new HashSet<>();

    void note(String path, String name) {
        opened.add(path);
        asked.add(path.isEmpty() ? name : path + "." + name);
    }

    /**
     * The paths of the members that nobody has asked for, of the first few. Objects of which no member was asked for are taken as a whole.
     *
     * @param root what was read
     */
    public List<String> unknown(JsonNode root) {
        List<String> unknown = new ArrayList<>();
        collect("", root, unknown);
        return unknown;
    }

    private void collect(String path, JsonNode node, List<String> unknown) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), unknown);
            }
        } else if (node.isObject() && opened.contains(path)) {
            node.properties().forEach(member -> {
                String child = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                if (asked.contains(child)) {
                    collect(child, member.getValue(), unknown);
                } else if (unknown.size() < MOST_NAMED) {
                    unknown.add(child);
                }
            });
        }
    }
}
