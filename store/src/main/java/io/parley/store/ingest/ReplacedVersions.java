// SPDX-License-Identifier: Apache-2.0
package io.parley.store.ingest;

import static io.parley.store.table.ReplacedVersionTable.REPLACED_VERSION;

import io.parley.core.log.MessageRow;
import io.parley.core.log.MessageVersion;
import io.parley.store.engine.Engine;
import io.parley.store.table.ReplacedVersion;
import io.parley.store.table.RowKey;
import io.parley.store.table.RowReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * The reports of messages that were accepted before and that later ones replaced, so that a repeat changes nothing. Reports with a version number
 * are not remembered, nor are reports that only reports with a number replaced: by the rule of versions, a repeat of them changes nothing.
 */
final class ReplacedVersions {
    private final Engine engine;
    private final DSLContext sql;
    /** The digests of replaced reports, by the key of their message. */
    private final Map<RowKey, Set<Long>> known = new HashMap<>();

    private final Set<ReplacedVersion> fresh = new LinkedHashSet<>();

    /**
     * Looks up what was replaced of messages that are reported anew.
     *
     * @param inLog the messages that the log has, by key
     */
    ReplacedVersions(Engine engine, DSLContext sql, List<Submission> submissions, Map<RowKey, MessageRow> inLog) {
        this.engine = engine;
        this.sql = sql;
        Set<RowKey> asked = new HashSet<>();
        for (Submission submission : submissions) {
            for (IncomingMessage message : submission.messages()) {
                MessageRow old = inLog.get(RowKey.of(message.row()));
                if (old != null && !has(message.row(), old)) {
                    asked.add(RowKey.of(old));
                }
            }
        }
        new RowReader(engine, sql)
                .withKeys(REPLACED_VERSION, REPLACED_VERSION.messageKey, asked)
                .forEach(replaced -> known.computeIfAbsent(
                                new RowKey(replaced.projectId(), replaced.messageKey()), key -> new HashSet<>())
                        .add(replaced.digest()));
    }

    /** Whether a report was accepted before: a message still has something of it, or had. */
    boolean has(MessageRow report, MessageRow message) {
        Set<MessageVersion> held = message.versions().all();
        Set<Long> replaced = known.getOrDefault(RowKey.of(report), Set.of());
        return report.versions().all().stream()
                .allMatch(version -> held.contains(version) || replaced.contains(version.digest()));
    }

    /** Remembers the reports of a message of which it contains nothing now, and which a repeat would bring back. */
    void add(MessageRow before, MessageRow after) {
        for (MessageVersion version : before.versions().all()) {
            if (version.number() == null
                    && !after.versions().all().contains(version)
                    && after.versions().wouldYieldTo(version)) {
                known.computeIfAbsent(RowKey.of(before), key -> new HashSet<>()).add(version.digest());
                fresh.add(new ReplacedVersion(
                        before.projectId(), before.clientKey(), before.messageKey(), version.digest()));
            }
        }
    }

    void write() {
        BulkInsert.append(engine, sql, REPLACED_VERSION, fresh);
    }
}
