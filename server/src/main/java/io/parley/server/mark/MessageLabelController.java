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

/** Endpoints for the catalogue of an account's message labels and their groups. */
@RestController
@RequestMapping(Caller.REPORTER + "/message/labels")
class MessageLabelController {
    private final LabelCatalogue labels;
    private final Bodies bodies;

    MessageLabelController(Store store, Bodies bodies) {
        this.labels = store.labels();
        this.bodies = bodies;
    }

    // ---- Labels

    @Needs(Permission.READ)
    @GetMapping
    List<LabelInfo.OfMessage> list(Caller caller) {
        return LabelInfo.ofMessage(labels.messageLabels(caller.accountId()));
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping
    LabelInfo.OfMessage create(Caller caller, HttpServletRequest request) {
        var draft = LabelBodies.messageLabelDraft(bodies.json(request));
        return LabelInfo.OfMessage.of(
                labels.addMessageLabels(caller.accountId(), List.of(draft)).getFirst());
    }

    @Needs(Permission.ANNOTATE)
    @PostMapping("/by-list")
    void createAll(Caller caller, HttpServletRequest request) {
        labels.addMessageLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::messageLabelDraft)
                        .toList());
    }

    @Needs(Permission.READ)
    @GetMapping("/{id}")
    LabelInfo.OfMessage get(Caller caller, @PathVariable String id) {
        Given<Long> wanted = LabelBodies.id(id);
        return labels.messageLabel(caller.accountId(), wanted.value())
                .map(LabelInfo.OfMessage::of)
                .orElseThrow(() -> wanted.refused(Problem.LABEL, "the id of a message label of this account"));
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping("/{id}")
    void change(Caller caller, @PathVariable String id, HttpServletRequest request) {
        labels.changeMessageLabels(
                caller.accountId(), List.of(LabelBodies.messageLabelChange(LabelBodies.id(id), bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping("/by-list")
    void changeAll(Caller caller, HttpServletRequest request) {
        labels.changeMessageLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::messageLabelChange)
                        .toList());
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping("/change-priority")
    void changePriorities(Caller caller, HttpServletRequest request) {
        labels.changeMessageLabels(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::priorityChange)
                        .map(change -> new LabelCatalogue.MessageLabelChange(change, null))
                        .toList());
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping("/{id}")
    void delete(Caller caller, @PathVariable String id) {
        labels.removeMessageLabel(caller.accountId(), LabelBodies.id(id));
    }

    // ---- Groups

    /** Not in the contract, which returns groups only with their labels. */
    @Needs(Permission.READ)
    @GetMapping("/groups")
    List<LabelInfo.Group> groups(Caller caller) {
        return labels.groups(caller.accountId()).stream()
                .map(LabelInfo.Group::of)
                .toList();
    }

    /** Not in the contract, which creates groups only with their first label. */
    @Needs(Permission.ANNOTATE)
    @PostMapping("/groups")
    LabelInfo.Group createGroup(Caller caller, HttpServletRequest request) {
        return LabelInfo.Group.of(labels.addGroup(caller.accountId(), LabelBodies.draft(bodies.json(request))));
    }

    @Needs(Permission.READ)
    @GetMapping("/groups/{id}")
    LabelInfo.Group group(Caller caller, @PathVariable String id) {
        Given<Long> wanted = LabelBodies.id(id);
        return labels.group(caller.accountId(), wanted.value())
                .map(LabelInfo.Group::of)
                .orElseThrow(() ->
                        wanted.refused(Problem.LABEL_GROUP, "the id of a group of message labels of this account"));
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping("/groups/{id}")
    void changeGroup(Caller caller, @PathVariable String id, HttpServletRequest request) {
        labels.changeGroups(caller.accountId(), List.of(LabelBodies.change(LabelBodies.id(id), bodies.json(request))));
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping("/groups")
    void changeGroups(Caller caller, HttpServletRequest request) {
        labels.changeGroups(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::change)
                        .toList());
    }

    @Needs(Permission.ANNOTATE)
    @PutMapping("/groups/change-priority")
    void changeGroupPriorities(Caller caller, HttpServletRequest request) {
        labels.changeGroups(
                caller.accountId(),
                bodies.json(request).elements().stream()
                        .map(LabelBodies::priorityChange)
                        .toList());
    }

    @Needs(Permission.ANNOTATE)
    @DeleteMapping("/groups/{id}")
    void deleteGroup(Caller caller, @PathVariable String id) {
        labels.removeGroup(caller.accountId(), LabelBodies.id(id));
    }
}
