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

/** Endpoints for the catalogue of an account's message labels and their groups. */
@RestController
@RequestMapping(Principal.REPORTER + "/message/labels")
class MessageLabelController {
    private final LabelCatalogue labels;
    private final RequestBodyReader bodies;

    MessageLabelController(LabelCatalogue labels, RequestBodyReader bodies) {
        this.labels = labels;
        this.bodies = bodies;
    }

    // ---- Labels

    @RequiresPermission(Permission.READ)
    @GetMapping
    List<LabelInfo.OfMessage> list(Principal caller) {
        return LabelInfo.ofMessage(labels.messageLabels(caller.accountId()));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping
    LabelInfo.OfMessage create(Principal caller, HttpServletRequest request) {
        var draft = LabelBodies.messageLabelDraft(bodies.json(request));
        return LabelInfo.OfMessage.of(
                labels.addMessageLabels(caller.accountId(), List.of(draft)).getFirst());
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping("/by-list")
    void createAll(Principal caller, HttpServletRequest request) {
        labels.addMessageLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::messageLabelDraft)
                        .toList());
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/{id}")
    LabelInfo.OfMessage get(Principal caller, @PathVariable String id) {
        RequestValue<Long> wanted = LabelBodies.id(id);
        return labels.messageLabel(caller.accountId(), wanted.value())
                .map(LabelInfo.OfMessage::of)
                .orElseThrow(() -> wanted.refused(ErrorCode.LABEL, "the id of a message label of this account"));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping("/{id}")
    void change(Principal caller, @PathVariable String id, HttpServletRequest request) {
        labels.changeMessageLabels(
                caller.accountId(), List.of(LabelBodies.messageLabelChange(LabelBodies.id(id), bodies.json(request))));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping("/by-list")
    void changeAll(Principal caller, HttpServletRequest request) {
        labels.changeMessageLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::messageLabelChange)
                        .toList());
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping("/change-priority")
    void changePriorities(Principal caller, HttpServletRequest request) {
        labels.changeMessageLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::priorityChange)
                        .map(change -> new LabelCatalogue.MessageLabelChange(change, null))
                        .toList());
    }

    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping("/{id}")
    void delete(Principal caller, @PathVariable String id) {
        labels.removeMessageLabel(caller.accountId(), LabelBodies.id(id));
    }

    // ---- Groups

    /** Not in the contract, which returns groups only with their labels. */
    @RequiresPermission(Permission.READ)
    @GetMapping("/groups")
    List<LabelInfo.Group> groups(Principal caller) {
        return labels.groups(caller.accountId()).stream()
                .map(LabelInfo.Group::of)
                .toList();
    }

    /** Not in the contract, which creates groups only with their first label. */
    @RequiresPermission(Permission.ANNOTATE)
    @PostMapping("/groups")
    LabelInfo.Group createGroup(Principal caller, HttpServletRequest request) {
        return LabelInfo.Group.of(labels.addGroup(caller.accountId(), LabelBodies.draft(bodies.json(request))));
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/groups/{id}")
    LabelInfo.Group group(Principal caller, @PathVariable String id) {
        RequestValue<Long> wanted = LabelBodies.id(id);
        return labels.group(caller.accountId(), wanted.value())
                .map(LabelInfo.Group::of)
                .orElseThrow(() ->
                        wanted.refused(ErrorCode.LABEL_GROUP, "the id of a group of message labels of this account"));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping("/groups/{id}")
    void changeGroup(Principal caller, @PathVariable String id, HttpServletRequest request) {
        labels.changeGroups(caller.accountId(), List.of(LabelBodies.change(LabelBodies.id(id), bodies.json(request))));
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping("/groups")
    void changeGroups(Principal caller, HttpServletRequest request) {
        labels.changeGroups(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::change)
                        .toList());
    }

    @RequiresPermission(Permission.ANNOTATE)
    @PutMapping("/groups/change-priority")
    void changeGroupPriorities(Principal caller, HttpServletRequest request) {
        labels.changeGroups(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::priorityChange)
                        .toList());
    }

    @RequiresPermission(Permission.ANNOTATE)
    @DeleteMapping("/groups/{id}")
    void deleteGroup(Principal caller, @PathVariable String id) {
        labels.removeGroup(caller.accountId(), LabelBodies.id(id));
    }
}
