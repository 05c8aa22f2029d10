// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import java.util.regex.Pattern;

/**
 * Whether a statement that changes rows of the log, or looks for them by their keys, says of which projects: keys are a row's own among those of its
 * project only.
 */
final class ProjectPredicateCheck {
    private static final Pattern CHANGE = Pattern.compile(
            "(?is)^\\s*(delete from|update) \"(message|session|client|session_data|session_topic|session_action|session_label_link"
                    + "|session_label_removal|message_label_link|message_label_removal|message_comment|message_reaction"
                    + "|message_status|transfer|client_block|block_span|erasure|message_model|message_tool|piece)\".*");
    /** A key that is compared with numbers. */
    private static final Pattern BY_KEY = Pattern.compile(
            "(?i)\"(client|session|message|reaction|question|conversation|piece)_key\" (= ?(-?\\d|\\?|cast)|in \\()");
    /** Projects that are compared, alone or together with a key. */
    private static final Pattern PROJECT =
            Pattern.compile("(?i)\"project_id\" (=|in|between)|\"project_id\"(, \"[a-z_]+\"\\.\"[a-z_]+\")+\\) (=|in)");

    private ProjectPredicateCheck() {}

    /** @throws IllegalStateException when the statement does not */
    static void require(String sql) {
        boolean speaksOfRows =
                !sql.endsWith(" where false") && CHANGE.matcher(sql).matches()
                        || BY_KEY.matcher(sql).find();
        if (speaksOfRows && !PROJECT.matcher(sql).find()) {
            throw new IllegalStateException("the statement does not say of which project it speaks: " + sql);
        }
    }
}
