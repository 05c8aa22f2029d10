// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import io.parley.core.filter.Oracle;
import io.parley.core.log.Keys;
import io.parley.core.log.LogRecord;
import io.parley.core.log.RandomLog;
import io.parley.store.account.Project;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store with one account, two projects and the session labels of {@link RandomLog}. */
public final class StoreFixture implements AutoCloseable {
    private final Store store;
    private final long accountId;
    private final List<Project> projects;
    private final Map<String, Long> sessionLabels = new LinkedHashMap<>();
    private final Map<List<String>, Long> messageLabels = new LinkedHashMap<>();

    public StoreFixture(TestEngine engine) {
        this(engine.open(Clock.systemUTC()));
    }

    public StoreFixture(Store store) {
        this.store = store;
        this.accountId = store.accounts().addAccount("Test");
        this.projects = List.of(
                store.accounts().addProject(accountId, "one-" + accountId + "-abc", "One"),
                store.accounts().addProject(accountId, "two-" + accountId + "-abc", "Two"));
        for (String name : RandomLog.SESSION_LABELS) {
            sessionLabels.put(
                    name, store.labels().addSessionLabel(accountId, name).id());
        }
        for (String group : RandomLog.LABEL_GROUPS) {
            for (String name : RandomLog.LABEL_NAMES.subList(0, 3)) {
                messageLabels.put(
                        List.of(group, name),
                        store.labels().addMessageLabel(accountId, group, name).id());
            }
        }
    }

    public Store store() {
        return store;
    }

    public long accountId() {
        return accountId;
    }

    /** Returns the id of the first project. */
    public long projectId() {
        return projects.getFirst().id();
    }

    public List<Long> projectIds() {
        return projects.stream().map(Project::id).toList();
    }

    public Map<String, Long> sessionLabels() {
        return sessionLabels;
    }

    /** Returns ids by group and name. */
    public Map<List<String>, Long> messageLabels() {
        return messageLabels;
    }

    public Keys keys() {
        return store.engine().keys();
    }

    /** Returns an oracle with the labels of the catalogue. */
    public Oracle oracle() {
        return new Oracle(keys(), sessionLabels, messageLabels);
    }

    /** Appends records, as an adapter does, and waits for the commit. */
    public void append(List<? extends LogRecord> records) {
        for (LogRecord record : records) {
            if (record instanceof LogRecord.Message message) {
                store.accounts()
                        .registerChannels(
                                projectId(),
                                Map.of(
                                        message.origin().botId(),
                                        message.origin().channelType()));
            }
        }
        store.log().append(projectId(), records).join();
    }

    @Override
    public void close() {
        store.close();
    }
}
