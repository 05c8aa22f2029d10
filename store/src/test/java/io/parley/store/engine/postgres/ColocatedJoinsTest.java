// SPDX-License-Identifier: Apache-2.0
package io.parley.store.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColocatedJoinsTest {
    private static final ColocatedJoins JOINS = new ColocatedJoins(Map.of(
            "message", "client_key", "session", "client_key", "client", "client_key", "message_status", "question_id"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from message join session on session.client_key = message.client_key and session.id = message.id",
                "select 1 from message, session s where s.client_key = message.client_key",
                "select 1 from message m where exists (select 1 from session s where s.client_key = m.client_key and s.x = ?)",
                "select 1 from message m where m.client_key in (select client_key from session where x = ?)",
                "select (select count(*) from message_status where x = 1) from message",
                "select 1 from message join project on project.id = message.project_id",
                "with w as not materialized (select client_key, count(*) as n from message group by client_key) "
                        + "select 1 from session left outer join w on w.client_key = session.client_key",
                "select 1 from session s join (select client_key as c from message) as m on m.c = s.client_key",
                "select 1 from message union all select 1 from session",
                "delete from message where exists (select 1 from client where client.client_key = message.client_key)",
                "update message set x = true from client where client.client_key = message.client_key and y",
                "insert into session (client_key) select m.client_key from message m",
                "select 1 from client c join session s on s.client_key = c.client_key left outer join message m "
                        + "on m.client_key = s.client_key where exists (select 1 from message n where n.client_key = c.client_key)"
            })
    void whatIsJoinedByTheDistributionColumnIsSound(String sql) {
        assertThat(JOINS.violations(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from message join session on session.session_key = message.session_key",
                "select 1 from message, session",
                "select 1 from message m where exists (select 1 from session s where s.session_key = m.session_key)",
                "select 1 from message m join session s on (s.client_key = m.client_key or s.x = m.x)",
                "with w as (select session_key, client_key from message) select 1 from session left outer join w "
                        + "on w.session_key = session.session_key",
                "select 1 from session s join (select max(client_key) as client_key from message) as m "
                        + "on m.client_key = s.client_key",
                "select 1 from client union all select 1 from message m join session s on s.x = m.x",
                "delete from message where exists (select 1 from client where client.x = message.x)",
                "update message set x = true from client where client.x = message.x",
                "insert into session (x) select m.x from message m join client on client.x = m.x"
            })
    void whatIsJoinedByAnotherIsNot(String sql) {
        assertThat(JOINS.violations(sql)).isNotEmpty();
    }

    @Test
    void itSaysWhichTablesAreMeant() {
        assertThat(JOINS.violations(
                        "select message.x, (select string_agg(message_status.status, ',') from message_status "
                                + "where message_status.question_id = message.question_id) from message "
                                + "join session on session.client_key = message.client_key"))
                .containsExactly("message, message_status");
    }

    @Test
    void theShapeOfAStatementIsWithoutItsKeysButWithItsTimes() {
        assertThat(ColocatedJoins.shape(
                        "select 1 from step0 where a in (-1, 22, 3) and b < timestamp '2026-01-01 0:0:0' and c = ?"))
                .isEqualTo("select 0 from step0 where a in (0) and b < timestamp '2026-01-01 0:0:0' and c = ?");
    }
}
