// SPDX-License-Identifier: Apache-2.0
package io.parley.server.demo;

/** The labels for sessions: scenarios name only these, so none of them is lost for want of a catalogue entry. */
enum SessionLabel {
    VIP("VIP"),
    COMPLAINT("Complaint"),
    FRAUD("Fraud suspected"),
    REFUND("Refund"),
    CALL_BACK("Call back promised"),
    LOYAL("Лояльный клиент"),
    OVERDUE("Просрочка");

    private final String label;

    SessionLabel(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
