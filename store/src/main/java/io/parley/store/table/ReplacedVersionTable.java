// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import org.jooq.Field;
import org.jooq.Record;

/** Replaced reports of messages. A repeat of one changes nothing, so a bot may send again what it is unsure of. */
public final class ReplacedVersionTable extends RowTable<ReplacedVersion> {
    public static final ReplacedVersionTable REPLACED_VERSION = new ReplacedVersionTable();

    private final Field<Long> projectId = number("project_id", ReplacedVersion::projectId);
    private final Field<Long> clientKey = number("client_key", ReplacedVersion::clientKey);
    public final Field<Long> messageKey = number("message_key", ReplacedVersion::messageKey);
    private final Field<Long> digest = number("digest", ReplacedVersion::digest);

    private ReplacedVersionTable() {
        super("replaced_version");
    }

    @Override
    public ReplacedVersion read(Record record) {
        return new ReplacedVersion(
                record.get(projectId), record.get(clientKey), record.get(messageKey), record.get(digest));
    }
}
