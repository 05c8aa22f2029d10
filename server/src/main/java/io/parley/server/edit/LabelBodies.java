// SPDX-License-Identifier: Apache-2.0
package io.parley.server.edit;

import io.parley.core.error.ApiException;
import io.parley.core.error.ErrorCode;
import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.server.http.NameValidator;
import io.parley.server.http.QueryParameters;
import io.parley.store.label.LabelCatalogue.MessageLabelChange;
import io.parley.store.label.LabelCatalogue.MessageLabelDraft;
import io.parley.store.label.LabelChange;
import io.parley.store.label.LabelDraft;
import io.parley.store.label.LabelGroupReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parser of request bodies about labels. The contract requires nearly all members. Members with an obvious default
 * are optional here: without a priority a new label comes last, and members that a change omits keep their values.
 */
final class LabelBodies {
    private LabelBodies() {}

    /** Parses the id in a path. */
    static RequestValue<Long> id(String pathVariable) {
        return RequestValue.of(QueryParameters.input("id", pathVariable), JsonInput::integer);
    }

    /** Parses a label without a group, or a group ({@code SessionLabelCreate}, {@code LogLabelGroupCreate}). */
    static LabelDraft draft(JsonInput body) {
        body.object();
        return new LabelDraft(
                RequestValue.of(body.required("name", "a name"), NameValidator::read), priority(body, "priority"));
    }

    /**
     * Parses {@code MessageLabelCreate}. Its group is found by id, otherwise by name, and created if none has that
     * name.
     */
    static MessageLabelDraft messageLabelDraft(JsonInput body) {
        LabelDraft label = draft(body);
        JsonInput group =
                body.required("group", "an object with the group's id or name").object();
        LabelGroupReference choice = choice(group, "id", "name", "priority")
                .orElseThrow(() -> ApiException.field(
                        ErrorCode.MISSING_FIELD, group.path() + ".name", null, "a name, unless there is an id"));
        return new MessageLabelDraft(label, choice);
    }

    /** Parses a change of the label or group with that id; all members are optional. */
    static LabelChange change(RequestValue<Long> id, JsonInput body) {
        body.object();
        return new LabelChange(
                id,
                body.member("name")
                        .map(name -> RequestValue.of(name, NameValidator::read))
                        .orElse(null),
                priority(body, "priority"));
    }

    /** Parses an element of a list of changes, which contains the id of the label. */
    static LabelChange change(JsonInput element) {
        return change(ownId(element), element);
    }

    /** Parses {@code MessageLabelUpdate}, and the rest of {@code UpdateMessageLabelDto}. */
    static MessageLabelChange messageLabelChange(RequestValue<Long> id, JsonInput body) {
        return new MessageLabelChange(
                change(id, body),
                choice(body, "groupId", "groupName", "groupPriority").orElse(null));
    }

    static MessageLabelChange messageLabelChange(JsonInput element) {
        return messageLabelChange(ownId(element), element);
    }

    /** Parses {@code LabelPriorityChangeDto}. */
    static LabelChange priorityChange(JsonInput element) {
        return new LabelChange(
                ownId(element),
                null,
                element.required("newPriority", "a number").smallInteger());
    }

    private static RequestValue<Long> ownId(JsonInput element) {
        return RequestValue.of(element.object().required("id", "an id"), JsonInput::integer);
    }

    private static Optional<LabelGroupReference> choice(JsonInput body, String id, String name, String priority) {
        return body.member(id)
                .<LabelGroupReference>map(
                        given -> new LabelGroupReference.ById(RequestValue.of(given, JsonInput::integer)))
                .or(() -> body.member(name)
                        .map(given ->
                                new LabelGroupReference.ByName(NameValidator.read(given), priority(body, priority))));
    }

    private static @Nullable Integer priority(JsonInput body, String member) {
        return body.optional(member, JsonInput::smallInteger);
    }
}
