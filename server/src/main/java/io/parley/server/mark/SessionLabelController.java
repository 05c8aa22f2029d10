// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import io.parley.core.problem.Given;
import io.parley.core.problem.Problem;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.web.Bodies;
import io.parley.store.Store;
import io.parley.store.directory.LabelCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the catalogue of an account's session labels. */
@RestController
@RequestMapping(Caller.REPORTER)
class SessionLabelController {
    private static final String LABELS = "/logs/labels/sessions";

    private final LabelCatalogue labels;
    private final Bodies bodies;

    SessionLabelController(Store store, Bodies bodies) {
        this.labels = store.labels();
        this.bodies = bodies;
    }

    /** Not in the contract, which lists message labels only. */
    @Needs(Permission.READ)
    @GetMapping(LABELS)
    List<LabelInfo.OfSession> list(Caller caller) {
        return LabelInfo.ofSession(labels.sessionLabels(caller.accountId()));
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping(LABELS)
    LabelInfo.OfSession create(Caller caller, HttpServletRequest request) {
        return LabelInfo.OfSession.of(
                labels.addSessionLabel(caller.accountId(), LabelBodies.draft(bodies.json(request))));
    }

    @Needs(Permission.READ)
    @GetMapping(LABELS + "/{id}")
    LabelInfo.OfSession get(Caller caller, @PathVariable String id) {
        Given<Long> wanted = LabelBodies.id(id);
        return labels.sessionLabel(caller.accountId(), wanted.value())
                .map(LabelInfo.OfSession::of)
                .orElseThrow(() -> wanted.refused(Problem.LABEL, "the id of a session label of this account"));
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping(LABELS + "/{id}")
    void change(Caller caller, @PathVariable String id, HttpServletRequest request) {
        labels.changeSessionLabels(
                caller.accountId(), List.of(LabelBodies.change(LabelBodies.id(id), bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping("/session-labels/by-list")
    void changeAll(Caller caller, HttpServletRequest request) {
        labels.changeSessionLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::change)
                        .toList());
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping(LABELS + "/change-priority")
    void changePriorities(Caller caller, HttpServletRequest request) {
        labels.changeSessionLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::priorityChange)
                        .toList());
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping(LABELS + "/{id}")
    void delete(Caller caller, @PathVariable String id) {
        labels.removeSessionLabel(caller.accountId(), LabelBodies.id(id));
    }
}
