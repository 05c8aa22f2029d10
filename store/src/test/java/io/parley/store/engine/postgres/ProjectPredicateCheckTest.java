// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectPredicateCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from \"message\" where \"message\".\"message_key\" in (1, 2)",
                "update \"message\" set \"comment\" = ? where \"message\".\"time\" > ?",
                "select \"session\".\"project_id\" from \"session\" where \"session\".\"session_key\" = 7",
                "delete from \"block_span\""
            })
    void aStatementOnRowsOfAnyProjectIsFound(String sql) {
        assertThatThrownBy(() -> ProjectPredicateCheck.require(sql)).hasMessageContaining(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from \"message\" where (\"message\".\"project_id\" = 1 and \"message\".\"message_key\" in (1, 2))",
                "delete from \"transfer\" where (\"transfer\".\"project_id\", \"transfer\".\"session_key\") in (select 1, 2)",
                "select \"session_key\" from \"session\" where \"session\".\"project_id\" in (1, 2) and \"session_key\" = 7",
                "delete from \"task\" where \"id\" = ?",
                "select count(*) from \"message\""
            })
    void otherStatementsPass(String sql) {
        assertThatCode(() -> ProjectPredicateCheck.require(sql)).doesNotThrowAnyException();
    }
}
