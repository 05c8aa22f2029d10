// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.core.log.TextNormalizer;
import io.parley.server.http.QueryParameters;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.edit.CommentRepository;
import io.parley.store.edit.EditScope;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for comments on messages. */
@RestController
@RequestMapping(Principal.REPORTER + "/comments")
class CommentController {
    private final CommentRepository comments;
    private final RequestBodyReader bodies;

    CommentController(CommentRepository comments, RequestBodyReader bodies) {
        this.comments = comments;
        this.bodies = bodies;
    }

    /**
     * Sets the comment of the message in the path. The contract also has its id in the body under two names; both are
     * ignored.
     */
    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping("/{questionId}")
    void setComment(Principal caller, @PathVariable String questionId, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        setComment(EditScopes.of(caller, query), questionId, query, request);
    }

    /** By a parameter, for ids that no path can hold: {@code ..} for instance (our addition). */
    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping
    void setComment(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        setComment(EditScopes.of(caller, query), questionId(query), query, request);
    }

    private void setComment(EditScope scope, String questionId, QueryParameters query, HttpServletRequest request) {
        JsonInput comment = bodies.json(request).object().required("comment", "a comment");
        comments.setComment(
                scope,
                message(questionId),
                query.text("botId").orElse(null),
                TextNormalizer.storable(comment.notBlank()));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping("/{questionId}")
    void remove(Principal caller, @PathVariable String questionId, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        remove(EditScopes.of(caller, query), questionId, query);
    }

    /** By a parameter, as {@link #setComment(Principal, HttpServletRequest)}. */
    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping
    void remove(Principal caller, HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        remove(EditScopes.of(caller, query), questionId(query), query);
    }

    private static String questionId(QueryParameters query) {
        return query.required("questionId", "the id of a message");
    }

    private void remove(EditScope scope, String questionId, QueryParameters query) {
        comments.remove(scope, message(questionId), query.text("botId").orElse(null));
    }

    private static RequestValue<String> message(String questionId) {
        return new RequestValue<>("questionId", TextNormalizer.storable(questionId));
    }
}
