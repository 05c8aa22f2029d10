// SPDX-License-Identifier: Apache-2.0
package io.parley.store.query;

import static io.parley.store.table.MessageTable.MESSAGE;
import static io.parley.store.table.SessionTable.SESSION;
import static org.jooq.impl.DSL.inline;

import io.parley.core.log.PhoneCall;
import io.parley.core.metric.Quantity;
import io.parley.store.engine.Engine;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The SQL expressions of the quantities of rows. */
public final class QuantitySql {
    private final Engine engine;

    public QuantitySql(Engine engine) {
        this.engine = engine;
    }

    /** Returns the quantity of a row of {@code session} or {@code message}, according to its scope; null for none. */
    public Field<? extends Number> of(Quantity quantity) {
        return switch (quantity) {
            case SESSION_LENGTH -> sessionMicros().div(inline(1000.0));
            case BILLED_MINUTES ->
                DSL.ceil(sessionMicros().div(inline(PhoneCall.BILLED_SECONDS * 1e6)))
                        .mul(inline(PhoneCall.BILLED_SECONDS / 60.0));
            case CLIENT_MESSAGES -> SESSION.questionCount;
            case SCORE -> SESSION.score();
            case RESPONSE_TIME -> MESSAGE.processingMs;
            case INPUT_TOKENS -> MESSAGE.inputTokens;
            case OUTPUT_TOKENS -> MESSAGE.outputTokens;
            case COST -> MESSAGE.cost;
        };
    }

    private Field<Double> sessionMicros() {
        return engine.micros(SESSION.end).minus(engine.micros(SESSION.start)).cast(SQLDataType.DOUBLE);
    }
}
