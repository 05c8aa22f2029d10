// SPDX-License-Identifier: Apache-2.0
package io.parley.server.mark;

import io.parley.core.problem.Given;
import io.parley.core.problem.Input;
import io.parley.core.problem.Problem;
import io.parley.core.problem.Refused;
import io.parley.server.web.Names;
import io.parley.server.web.Query;
import io.parley.store.directory.GroupChoice;
import io.parley.store.directory.LabelCatalogue.MessageLabelChange;
import io.parley.store.directory.LabelCatalogue.MessageLabelDraft;
import io.parley.store.directory.LabelChange;
import io.parley.store.directory.LabelDraft;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parser of request bodies about labels. The contract requires nearly all members. Members with an obvious default
 * are optional here: without a priority a new label comes last, and members that a change omits keep their values.
 */
final class LabelBodies {
    private LabelBodies() {}

    /** Parses the id in a path. */
    static Given<Long> id(String pathVariable) {
        return Given.of(Query.input("id", pathVariable), Input::integer);
    }

    /** Parses a label without a group, or a group ({@code SessionLabelCreate}, {@code LogLabelGroupCreate}). */
    static LabelDraft draft(Input body) {
        body.object();
        return new LabelDraft(Given.of(body.required("name", "a name"), Names::read), priority(body, "priority"));
    }

    /**
     * Parses {@code MessageLabelCreate}. Its group is found by id, otherwise by name, and created if none has that
     * name.
     */
    static MessageLabelDraft messageLabelDraft(Input body) {
        LabelDraft label = draft(body);
        Input group =
                body.required("group", "an object with the group's id or name").object();
        GroupChoice choice = choice(group, "id", "name", "priority")
                .orElseThrow(() -> Refused.field(
                        Problem.MISSING_FIELD, group.path() + ".name", null, "a name, unless there is an id"));
        return new MessageLabelDraft(label, choice);
    }

    /** Parses a change of the label or group with that id; all members are optional. */
    static LabelChange change(Given<Long> id, Input body) {
        body.object();
        return new LabelChange(
                id,
                body.member("name").map(name -> Given.of(name, Names::read)).orElse(null),
                priority(body, "priority"));
    }

    /** Parses an element of a list of changes, which contains the id of the label. */
    static LabelChange change(Input element) {
        return change(ownId(element), element);
    }

    /** Parses {@code MessageLabelUpdate}, and the rest of {@code UpdateMessageLabelDto}. */
    static MessageLabelChange messageLabelChange(Given<Long> id, Input body) {
        return new MessageLabelChange(
                change(id, body),
                choice(body, "groupId", "groupName", "groupPriority").orElse(null));
    }

    static MessageLabelChange messageLabelChange(Input element) {
        return messageLabelChange(ownId(element), element);
    }

    /** Parses {@code LabelPriorityChangeDto}. */
    static LabelChange priorityChange(Input element) {
        return new LabelChange(
                ownId(element),
                null,
                element.required("newPriority", "a number").smallInteger());
    }

    private static Given<Long> ownId(Input element) {
        return Given.of(element.object().required("id", "an id"), Input::integer);
    }

    private static Optional<GroupChoice> choice(Input body, String id, String name, String priority) {
        return body.member(id)
                .<GroupChoice>map(given -> new GroupChoice.ById(Given.of(given, Input::integer)))
                .or(() -> body.member(name)
                        .map(given -> new GroupChoice.ByName(Names.read(given), priority(body, priority))));
    }

    private static @Nullable Integer priority(Input body, String member) {
        return body.optional(member, Input::smallInteger);
    }
}
