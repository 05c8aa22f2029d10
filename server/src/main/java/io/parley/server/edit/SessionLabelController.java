// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.core.error.ErrorCode;
import io.parley.core.error.RequestValue;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.store.label.LabelCatalogue;
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
@RequestMapping(Principal.REPORTER)
class SessionLabelController {
    private static final String LABELS = "/logs/labels/sessions";

    private final LabelCatalogue labels;
    private final RequestBodyReader bodies;

    SessionLabelController(LabelCatalogue labels, RequestBodyReader bodies) {
        this.labels = labels;
        this.bodies = bodies;
    }

    /** Not in the contract, which lists message labels only. */
    @RequiresPermission(Permission.READ)
    @GetMapping(LABELS)
    List<LabelInfo.OfSession> list(Principal caller) {
        return LabelInfo.ofSession(labels.sessionLabels(caller.accountId()));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping(LABELS)
    LabelInfo.OfSession create(Principal caller, HttpServletRequest request) {
        return LabelInfo.OfSession.of(
                labels.addSessionLabel(caller.accountId(), LabelBodies.draft(bodies.json(request))));
    }

    @RequiresPermission(Permission.READ)
    @GetMapping(LABELS + "/{id}")
    LabelInfo.OfSession get(Principal caller, @PathVariable String id) {
        RequestValue<Long> wanted = LabelBodies.id(id);
        return labels.sessionLabel(caller.accountId(), wanted.value())
                .map(LabelInfo.OfSession::of)
                .orElseThrow(() -> wanted.refused(ErrorCode.LABEL, "the id of a session label of this account"));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping(LABELS + "/{id}")
    void change(Principal caller, @PathVariable String id, HttpServletRequest request) {
        labels.changeSessionLabels(
                caller.accountId(), List.of(LabelBodies.change(LabelBodies.id(id), bodies.json(request))));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping("/session-labels/by-list")
    void changeAll(Principal caller, HttpServletRequest request) {
        labels.changeSessionLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::change)
                        .toList());
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping(LABELS + "/change-priority")
    void changePriorities(Principal caller, HttpServletRequest request) {
        labels.changeSessionLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::priorityChange)
                        .toList());
    }

    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping(LABELS + "/{id}")
    void delete(Principal caller, @PathVariable String id) {
        labels.removeSessionLabel(caller.accountId(), LabelBodies.id(id));
    }
}
