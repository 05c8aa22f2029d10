// SPDX-License-Identifier: Apache-2.0
package io.parley.demo;

/** Session labels of the demo. Scenarios use only these, so that every label has an entry in the catalogue. */
enum DemoSessionLabel {
    VIP("VIP"),
    COMPLAINT("Complaint"),
    FRAUD("Fraud suspected"),
    REFUND("Refund"),
    CALL_BACK("Call back promised"),
    LOYAL("Лояльный клиент"),
    OVERDUE("Просрочка");

    private final String label;

    DemoSessionLabel(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
