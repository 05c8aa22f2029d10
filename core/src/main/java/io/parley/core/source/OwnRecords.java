// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import tools.jackson.databind.node.ObjectNode;

/** Parley's own records; the options replace their bot id and channel type. */
final class OwnRecords implements Translator {
    private final ImportedRecord.Kind kind;
    private final SourceOptions options;

    OwnRecords(ImportedRecord.Kind kind, SourceOptions options) {
        this.kind = kind;
        this.options = options;
    }

    @Override
    public void read(Entry entry, Output out) {
        if (!(entry.value() instanceof ObjectNode record)) {
            throw new SourceException("the value is no JSON object");
        }
        if (options.botId() != null) {
            record.put("botId", options.botId());
        }
        if (options.channelType() != null) {
            record.put("channelType", options.channelType());
        }
        out.record(kind, record);
    }
}
