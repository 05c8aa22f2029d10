// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.core.log.Keys;
import io.parley.store.engine.Engine;
import io.parley.store.engine.StoreException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The secret that a store's keys are made with. It is a row of the store, so that it is the same on each node and goes with every copy: without it
 * what comes would not be known as what is there.
 */
final class KeySecret {
    static final String TABLE = "key_secret";
    static final String FORMER_TABLE = "former_key";

    private static final SecureRandom RANDOM = new SecureRandom();

    static final Table<Record> KEY_SECRET = DSL.table(DSL.name(TABLE));
    /** In hexadecimal digits. */
    static final Field<String> SECRET = DSL.field(DSL.name("secret"), SQLDataType.VARCHAR);

    private static final Table<Record> FORMER_KEY = DSL.table(DSL.name(FORMER_TABLE));
    private static final Field<Long> KEY = DSL.field(DSL.name("key"), SQLDataType.BIGINT);

    private KeySecret() {}

    /** A secret that no other store has. */
    static byte[] random() {
        byte[] secret = new byte[Keys.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The secret of a store whose tables are of this version. */
    static byte[] of(Engine engine) {
        List<String> secrets = engine.sql().select(SECRET).from(KEY_SECRET).fetch(SECRET);
        if (secrets.size() != 1) {
            throw new StoreException("the store has " + secrets.size() + " secrets for its keys, and needs one");
        }
        return HexFormat.of().parseHex(secrets.getFirst());
    }

    /** The keys of a store whose tables are of this version. */
    static Keys keys(Engine engine) {
        return new Keys(of(engine), engine.sql().select(KEY).from(FORMER_KEY).fetch(KEY));
    }
}
