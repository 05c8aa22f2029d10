// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import static org.jooq.impl.DSL.val;

import io.parley.core.log.TextNormalizer;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * The function of PostgreSQL that folds texts as {@link TextNormalizer#folded} does. A migration has made it, which looks for a collation that maps case as
 * Java does; what else is taken for equal is declared in {@link TextNormalizer}, so the function is made anew from there where it says something else.
 */
final class FoldingFunctions {
    private static final String TRIGRAMS = "message_question_trigrams";

    private FoldingFunctions() {}

    /** Makes the function anew where it is not as {@link TextNormalizer} has it, with the index that was made by it. */
    static void createFunctions(DSLContext sql) {
        sql.transaction(transaction -> {
            DSLContext t = transaction.dsl();
            Record function = function(t);
            String expression = expression(collation(function));
            if (!function.get("source", String.class).contains(expression)) {
                replace(t, expression, "sql".equals(function.get("language", String.class)));
                if (t.fetchSingle("select to_regclass({0}) is not null", val(TRIGRAMS))
                        .get(0, Boolean.class)) {
                    t.execute("reindex index " + TRIGRAMS);
                }
            }
        });
    }

    /**
     * The planner puts a function of one expression in its callers' place, and what Citus then sends to the nodes lacks the collation. One
     * in another language it leaves alone.
     *
     * @return whether it was not whole yet
     */
    static boolean keepWhole(DSLContext sql) {
        Record function = function(sql);
        boolean isInlined = "sql".equals(function.get("language", String.class));
        if (isInlined) {
            replace(sql, expression(collation(function)), false);
        }
        return isInlined;
    }

    private static Record function(DSLContext sql) {
        return sql.fetchSingle("""
                select l.lanname as language, p.prosrc as source
                from pg_proc p join pg_language l on l.oid = p.prolang
                where p.oid = 'parley_folded(text)'::regprocedure
                """);
    }

    /** The collation that maps case, as it stands in the function. */
    private static String collation(Record function) {
        String source = function.get("source", String.class);
        int begin = source.toLowerCase(Locale.ROOT).indexOf("collate ") + "collate ".length();
        return source.substring(begin, source.indexOf(')', begin)).strip();
    }

    /** Not strict, for the planner would then leave an expression with a case in it where it is; null is null all the same. */
    private static void replace(DSLContext sql, String expression, boolean inlined) {
        sql.connection(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create or replace function parley_folded(text) returns text language "
                        + (inlined ? "sql" : "plpgsql") + " immutable parallel safe as $folding$ "
                        + (inlined ? "select " + expression : "begin return " + expression + "; end") + " $folding$");
            }
        });
    }

    private static String expression(String collation) {
        return "replace(translate(lower(upper(replace("
                + "case when octet_length($1) = char_length($1) then $1 else normalize($1, NFC) end, "
                + "chr(13) || chr(10), chr(10)) collate " + collation + ")), " + quoted(TextNormalizer.FOLDED.from())
                + ", "
                + quoted(TextNormalizer.FOLDED.to()) + "), " + quoted(TextNormalizer.SHARP_S) + ", "
                + quoted(TextNormalizer.DOUBLE_S)
                + ") collate \"C\"";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
