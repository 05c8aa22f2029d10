// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import io.parley.core.log.Texts;
import io.parley.core.problem.Given;
import io.parley.core.problem.Input;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.web.Bodies;
import io.parley.server.web.Query;
import io.parley.store.Store;
import io.parley.store.mark.Comments;
import io.parley.store.mark.Reach;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for comments on messages. */
@RestController
@RequestMapping(Caller.REPORTER + "/comments")
class CommentController {
    private final Comments comments;
    private final Bodies bodies;

    CommentController(Store store, Bodies bodies) {
        this.comments = store.comments();
        this.bodies = bodies;
    }

    /**
     * Sets the comment of the message in the path. The contract also has its id in the body under two names; both are
     * ignored.
     */
    @Needs(Permission.ANNOTATE)
    @PostMapping("/{questionId}")
    void say(Caller caller, @PathVariable String questionId, HttpServletRequest request) {
        say(caller, questionId, new Query(request), request);
    }

    /** By a parameter, for ids that no path can hold: {@code ..} for instance (our addition). */
    @Needs(Permission.ANNOTATE)
    @PostMapping
    void say(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        say(caller, questionId(query), query, request);
    }

    private void say(Caller caller, String questionId, Query query, HttpServletRequest request) {
        Reach reach = Reaches.of(caller, query);
        Input comment = bodies.json(request).object().required("comment", "a comment");
        comments.say(reach, message(questionId), query.text("botId").orElse(null), Texts.storable(comment.notBlank()));
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping("/{questionId}")
    void remove(Caller caller, @PathVariable String questionId, HttpServletRequest request) {
        remove(caller, questionId, new Query(request));
    }

    /** By a parameter, as {@link #say(Caller, HttpServletRequest)}. */
    @Needs(Permission.ANNOTATE)
    @DeleteMapping
    void remove(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        remove(caller, questionId(query), query);
    }

    private static String questionId(Query query) {
        return query.required("questionId", "the id of a message");
    }

    private void remove(Caller caller, String questionId, Query query) {
        comments.remove(
                Reaches.of(caller, query),
                message(questionId),
                query.text("botId").orElse(null));
    }

    private static Given<String> message(String questionId) {
        return new Given<>("questionId", Texts.storable(questionId));
    }
}
