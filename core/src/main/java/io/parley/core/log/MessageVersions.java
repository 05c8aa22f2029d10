// SPDX-License-Identifier: Apache-2.0
package io.parley.core.log;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which report each member of a message comes from: a last-writer-wins register for each member, so that reports with version numbers lead to
 * the same message in any order. Most messages come from one report.
 *
 * @param whole the report that gave all members but those of {@code parts}; null when only parts have come
 * @param parts the reports of the other members
 */
public record MessageVersions(@Nullable MessageVersion whole, Map<MessageMember, MessageVersion> parts) {
    public MessageVersions {
        // In the order of their declaration, so that equal versions are spelt alike.
        parts = parts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(parts));
    }

    /** A report of all members. */
    public static MessageVersions ofWhole(MessageVersion version) {
        return new MessageVersions(version, Map.of());
    }

    /** A report of some members. */
    public static MessageVersions ofPart(MessageVersion version, Set<MessageMember> members) {
        Map<MessageMember, MessageVersion> parts = new EnumMap<>(MessageMember.class);
        members.forEach(member -> parts.put(member, version));
        return new MessageVersions(null, parts);
    }

    /** Whether one report gave all members. */
    public boolean fromOneReport() {
        return whole != null && parts.isEmpty();
    }

    /** The reports that gave something of the message. */
    public Set<MessageVersion> all() {
        Set<MessageVersion> all = new HashSet<>(parts.values());
        if (whole != null) {
            all.add(whole);
        }
        return all;
    }

    /** The members in which a report that arrives now takes the place of what is there. */
    public Set<MessageMember> replacedBy(MessageVersions arriving) {
        Set<MessageMember> replaced = EnumSet.noneOf(MessageMember.class);
        for (MessageMember member : MessageMember.values()) {
            if (arriving.of(member) != null && yields(of(member), arriving.of(member))) {
                replaced.add(member);
            }
        }
        return replaced;
    }

    /** The versions of a message after a report has arrived. */
    public MessageVersions with(MessageVersions arriving) {
        MessageVersion base = yields(whole, arriving.whole) ? arriving.whole : whole;
        Map<MessageMember, MessageVersion> others = new EnumMap<>(MessageMember.class);
        for (MessageMember member : MessageMember.values()) {
            MessageVersion version = yields(of(member), arriving.of(member)) ? arriving.of(member) : of(member);
            if (version != null && !version.equals(base)) {
                others.put(member, version);
            }
        }
        return new MessageVersions(base, others);
    }

    /**
     * Whether a repeat of a report without a number could replace a member now. The report may have given any of them, also some that others replaced
     * before.
     */
    public boolean wouldYieldTo(MessageVersion report) {
        return Arrays.stream(MessageMember.values()).anyMatch(member -> yields(of(member), report));
    }

    private @Nullable MessageVersion of(MessageMember member) {
        return parts.getOrDefault(member, whole);
    }

    private static boolean yields(@Nullable MessageVersion held, @Nullable MessageVersion arriving) {
        return arriving != null && (held == null || held.yieldsTo(arriving));
    }
}
