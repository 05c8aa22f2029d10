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

/** Comments on messages. */
@RestController
@RequestMapping(Caller.REPORTER + "/comments")
class CommentController {
    private final Comments comments;
    private final Bodies bodies;

    CommentController(Store store, Bodies bodies) {
        this.comments = store.comments();
        this.bodies = bodies;
    }

    /** The path says which message; the contract has its id in the body, too, under two names, and we pass over both. */
    @Needs(Permission.ANNOTATE)
    @PostMapping("/{questionId}")
    void say(Caller caller, @PathVariable String questionId, HttpServletRequest request) {
        Query query = new Query(request);
        say(Reaches.of(caller, query), questionId, query, request);
    }

    /** By a parameter, for ids that no path can hold: {@code ..} for instance (our addition). */
    @Needs(Permission.ANNOTATE)
    @PostMapping
    void say(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        say(Reaches.of(caller, query), questionId(query), query, request);
    }

    private void say(Reach reach, String questionId, Query query, HttpServletRequest request) {
        Input comment = bodies.json(request).object().required("comment", "a comment");
        comments.say(reach, message(questionId), query.text("botId").orElse(null), Texts.storable(comment.notBlank()));
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping("/{questionId}")
    void remove(Caller caller, @PathVariable String questionId, HttpServletRequest request) {
        Query query = new Query(request);
        remove(Reaches.of(caller, query), questionId, query);
    }

    /** By a parameter, as {@link #say(Caller, HttpServletRequest)}. */
    @Needs(Permission.ANNOTATE)
    @DeleteMapping
    void remove(Caller caller, HttpServletRequest request) {
        Query query = new Query(request);
        remove(Reaches.of(caller, query), questionId(query), query);
    }

    private static String questionId(Query query) {
        return query.required("questionId", "the id of a message");
    }

    private void remove(Reach reach, String questionId, Query query) {
        comments.remove(reach, message(questionId), query.text("botId").orElse(null));
    }

    private static Given<String> message(String questionId) {
        return new Given<>("questionId", Texts.storable(questionId));
    }
}
