// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.core.error.ErrorCode;
import io.parley.server.fixture.Account;
import io.parley.server.fixture.Conversation;
import io.parley.server.fixture.HttpAnswer;
import io.parley.server.fixture.Json;
import io.parley.server.fixture.OnPostgresToo;
import io.parley.server.fixture.ParleyServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnPostgresToo
class CommentsOverHttpTest {
    private static final ParleyServer SERVER = ParleyServer.shared();

    private Account account;

    @BeforeEach
    void initialize() {
        account = SERVER.newAccount();
        account.report(conversation().messages());
    }

    private static Conversation conversation() {
        return new Conversation("telegram", "anna", "s")
                .says("hi")
                .says("bye")
                .with(message -> message.put("comment", "from the script"));
    }

    @Test
    void aCommentIsAddedReplacedFoundAndDeleted() {
        assertThat(setComment("s-1", "{'questionId':'other','questionid':5,'comment':'First'}")
                        .ok()
                        .bytes())
                .isEmpty();
        assertThat(setComment("s-1", "{'comment':'Second'}").ok().bytes()).isEmpty();
        assertThat(comments()).containsExactly("from the script", "Second");
        assertThat(found("second")).containsExactly("s-1");
        assertThat(found("first")).isEmpty();
        assertThat(account.v1("DELETE", "/reporter/comments/s-1").send().ok().bytes())
                .isEmpty();
        account.v1("DELETE", "/reporter/comments/s-1").send().ok();
        account.v1("DELETE", "/reporter/comments/s-2").send().ok();
        assertThat(comments()).containsExactly(null, (String) null);
    }

    @Test
    void aRepeatOfTheMessageDoesNotBringTheScriptsCommentBack() {
        setComment("s-2", "{'comment':'By hand'}").ok();
        account.report(conversation().messages());
        assertThat(comments()).containsExactly("By hand", null);
    }

    @Test
    void whatIsMissingOrUnknownIsRefusedByName() {
        setComment("s-1", "{}").isRefused(400, ErrorCode.MISSING_FIELD, "comment", null, "a comment");
        setComment("s-1", "{'comment':' '}")
                .isRefused(400, ErrorCode.MISSING_FIELD, "comment", " ", "a text that is not blank");
        setComment("s-1", "{'comment':{}}").isRefused(400, ErrorCode.WRONG_TYPE, "comment", "{}", "a text");
        setComment("s-1", "[]").isRefused(400, ErrorCode.WRONG_TYPE, "body", "[]", "a JSON object");
        account.v1("POST", "/reporter/comments/s-1")
                .send()
                .isRefused(400, ErrorCode.WRONG_TYPE, "body", "nothing", "a JSON object");
        String expected = "the id of a message within reach of this call";
        setComment("none", "{'comment':'a'}").isRefused(404, ErrorCode.MESSAGE, "questionId", "none", expected);
        account.v1("DELETE", "/reporter/comments/none")
                .send()
                .isRefused(404, ErrorCode.MESSAGE, "questionId", "none", expected);
        assertThat(comments()).containsExactly("from the script", null);
    }

    @Test
    void onlyWhoReachesTheMessageCommentsOnIt() {
        account.legacy("POST", "/comments/s-1")
                .json("{\"comment\":\"legacy\"}")
                .send()
                .ok();
        assertThat(comments()).containsExactly("from the script", "legacy");
        Account other = SERVER.newAccount();
        other.v1("POST", "/reporter/comments/s-1")
                .json("{\"comment\":\"theirs\"}")
                .send()
                .isRefused(404, ErrorCode.MESSAGE);
        account.v1("POST", "/reporter/comments/s-1")
                .query("projectShortName", account.two().shortName())
                .json("{\"comment\":\"elsewhere\"}")
                .send()
                .isRefused(404, ErrorCode.MESSAGE);
        assertThat(comments()).containsExactly("from the script", "legacy");
    }

    private HttpAnswer setComment(String questionId, String body) {
        return account.v1("POST", "/reporter/comments/" + questionId)
                .json(body.replace('\'', '"'))
                .send();
    }

    private List<@Nullable String> comments() {
        return account.v1("POST", "/reporter/messages/filter").send().ok().each("messages", "comment");
    }

    private List<String> found(String text) {
        return account.v1("POST", "/reporter/messages/filter")
                .json(Json.filters("{'key':'COMMENT_TEXT','type':'TEXT','values':['" + text + "']}"))
                .send()
                .ok()
                .each("messages", "questionId");
    }
}
