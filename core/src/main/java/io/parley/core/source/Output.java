// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.Piece;
import tools.jackson.databind.node.ObjectNode;

/** Receives what a translator makes of the values of a file. */
interface Output {
    /** Says where the source of what follows stands, if it is not the value that is being read. */
    void at(String place);

    /** Takes the reason why a part of the file is no record. */
    void problem(String reason);

    /** Takes a piece, which has a bot id and a channel type. */
    void piece(Piece piece);

    /** Takes a record as a call of the ingest API takes it. */
    void record(ImportedRecord.Kind kind, ObjectNode json);

    /** Counts something that is left out on purpose, such as "service messages". */
    void leaveOut(String what);
}
