// SPDX-License-Identifier: Apache-2.0
package io.parley.store.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Sequence;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The small tables: data of accounts, as opposed to the conversation log of bots. */
public final class SmallTables {
    /** Ids of all rows that get one from the store; they begin above a million, like the vendor's. */
    public static final Sequence<Long> ID = DSL.sequence(DSL.name("parley_id"), SQLDataType.BIGINT);

    public static final Account ACCOUNT = new Account();
    public static final Project PROJECT = new Project();
    public static final Channel CHANNEL = new Channel();
    public static final Person PERSON = new Person();
    public static final Login LOGIN = new Login();
    public static final Token TOKEN = new Token();
    public static final SessionLabel SESSION_LABEL = new SessionLabel();
    public static final MessageLabelGroup MESSAGE_LABEL_GROUP = new MessageLabelGroup();
    public static final MessageLabel MESSAGE_LABEL = new MessageLabel();
    public static final Task TASK = new Task();
    public static final TaskFile TASK_FILE = new TaskFile();
    public static final Schedule SCHEDULE = new Schedule();
    public static final Cleanup CLEANUP = new Cleanup();
    public static final Webhook WEBHOOK = new Webhook();
    public static final WebhookDelivery WEBHOOK_DELIVERY = new WebhookDelivery();
    public static final Quarantine QUARANTINE = new Quarantine();
    public static final Outcome OUTCOME = new Outcome();
    public static final FilterSet FILTER_SET = new FilterSet();
    public static final Experiment EXPERIMENT = new Experiment();
    public static final ExperimentBranch EXPERIMENT_BRANCH = new ExperimentBranch();
    public static final ExperimentJoin EXPERIMENT_JOIN = new ExperimentJoin();

    private SmallTables() {}

    /** A table without a class for its rows. */
    public abstract static class SmallTable {
        private final Name name;
        private final List<Field<?>> fields = new ArrayList<>();

        private SmallTable(String name) {
            this.name = DSL.name(name);
        }

        /** Returns all columns, with their types. */
        public List<Field<?>> fields() {
            return Collections.unmodifiableList(fields);
        }

        public Table<Record> table() {
            return DSL.table(name);
        }

        final <T> Field<T> column(String column, DataType<T> type) {
            Field<T> field = TableColumn.field(name, column, type);
            fields.add(field);
            return field;
        }

        final Field<Long> number(String column) {
            return column(column, SQLDataType.BIGINT);
        }

        final Field<Integer> integer(String column) {
            return column(column, SQLDataType.INTEGER);
        }

        final Field<String> text(String column) {
            return column(column, SQLDataType.VARCHAR);
        }

        final Field<Boolean> flag(String column) {
            return column(column, SQLDataType.BOOLEAN);
        }

        final Field<Instant> moment(String column) {
            return column(column, TableColumn.INSTANT);
        }
    }

    public static final class Account extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<String> name = text("name");
        public final Field<Instant> createdAt = moment("created_at");

        private Account() {
            super("account");
        }
    }

    public static final class Project extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> accountId = number("account_id");
        public final Field<String> shortName = text("short_name");
        public final Field<String> name = text("name");
        public final Field<Instant> createdAt = moment("created_at");

        private Project() {
            super("project");
        }
    }

    public static final class Channel extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> projectId = number("project_id");
        public final Field<String> botId = text("bot_id");
        public final Field<String> channelType = text("channel_type");
        public final Field<Instant> createdAt = moment("created_at");

        private Channel() {
            super("channel");
        }
    }

    public static final class Person extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> accountId = number("account_id");
        public final Field<String> login = text("login");
        public final Field<String> passwordHash = text("password_hash");
        public final Field<String> role = text("role");
        public final Field<Instant> createdAt = moment("created_at");
        public final Field<Instant> deactivatedAt = moment("deactivated_at");

        private Person() {
            super("person");
        }
    }

    public static final class Login extends SmallTable {
        public final Field<String> secretHash = text("secret_hash");
        public final Field<Long> personId = number("person_id");
        public final Field<Instant> createdAt = moment("created_at");
        public final Field<Instant> expiresAt = moment("expires_at");

        private Login() {
            super("login");
        }
    }

    public static final class Token extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<String> secretHash = text("secret_hash");
        public final Field<Long> accountId = number("account_id");
        public final Field<Long> projectId = number("project_id");
        public final Field<String> kind = text("kind");
        public final Field<String> name = text("name");
        public final Field<Instant> createdAt = moment("created_at");
        public final Field<Instant> lastUsedAt = moment("last_used_at");
        public final Field<Instant> revokedAt = moment("revoked_at");
        public final Field<Long> createdBy = number("created_by");

        private Token() {
            super("token");
        }
    }

    /** A table of an account's named and ordered entries. */
    public abstract static class Catalogue extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> accountId = number("account_id");
        public final Field<String> name = text("name");
        public final Field<Integer> priority = integer("priority");

        private Catalogue(String name) {
            super(name);
        }
    }

    public static final class SessionLabel extends Catalogue {
        private SessionLabel() {
            super("session_label");
        }
    }

    public static final class MessageLabelGroup extends Catalogue {
        private MessageLabelGroup() {
            super("message_label_group");
        }
    }

    public static final class MessageLabel extends Catalogue {
        public final Field<Long> groupId = number("group_id");

        private MessageLabel() {
            super("message_label");
        }
    }

    public static final class Task extends SmallTable {
        public final Field<String> id = text("id");
        public final Field<Long> accountId = number("account_id");
        public final Field<Long> projectId = number("project_id");
        public final Field<String> kind = text("kind");
        public final Field<String> request = text("request");
        public final Field<String> status = text("status");
        public final Field<Long> writeCount = number("write_count");
        public final Field<Long> totalCount = number("total_count");
        public final Field<String> fileName = text("file_name");
        public final Field<String> failure = text("failure");
        public final Field<Instant> createdAt = moment("created_at");
        public final Field<Instant> startedAt = moment("started_at");
        public final Field<Instant> finishedAt = moment("finished_at");
        public final Field<String> pickedBy = text("picked_by");
        public final Field<Instant> heartbeatAt = moment("heartbeat_at");
        public final Field<Integer> begun = integer("begun");

        private Task() {
            super("task");
        }
    }

    public static final class TaskFile extends SmallTable {
        public final Field<String> taskId = text("task_id");
        public final Field<Integer> piece = integer("piece");
        public final Field<byte[]> bytes = column("bytes", SQLDataType.BLOB);

        private TaskFile() {
            super("task_file");
        }
    }

    public static final class Schedule extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> accountId = number("account_id");
        public final Field<Long> projectId = number("project_id");
        public final Field<String> name = text("name");
        public final Field<String> request = text("request");
        public final Field<String> cron = text("cron");
        public final Field<String> zone = text("zone");
        public final Field<Instant> nextRunAt = moment("next_run_at");
        public final Field<String> lastTaskId = text("last_task_id");
        public final Field<String> failure = text("failure");
        public final Field<Instant> createdAt = moment("created_at");

        private Schedule() {
            super("schedule");
        }
    }

    public static final class Cleanup extends SmallTable {
        public final Field<Long> projectId = number("project_id");
        public final Field<Integer> days = integer("days");
        public final Field<Instant> nextRunAt = moment("next_run_at");

        private Cleanup() {
            super("cleanup");
        }
    }

    public static final class Webhook extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> accountId = number("account_id");
        public final Field<String> url = text("url");
        public final Field<String> secret = text("secret");
        public final Field<Instant> createdAt = moment("created_at");

        private Webhook() {
            super("webhook");
        }
    }

    public static final class WebhookDelivery extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> webhookId = number("webhook_id");
        public final Field<String> taskId = text("task_id");
        public final Field<String> event = text("event");
        public final Field<String> status = text("status");
        public final Field<Integer> attempts = integer("attempts");
        public final Field<Instant> nextAttemptAt = moment("next_attempt_at");
        public final Field<Integer> responseStatus = integer("response_status");
        public final Field<String> error = text("error");
        public final Field<Instant> createdAt = moment("created_at");
        public final Field<Instant> endedAt = moment("ended_at");

        private WebhookDelivery() {
            super("webhook_delivery");
        }
    }

    public static final class Outcome extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> projectId = number("project_id");
        public final Field<String> kind = text("kind");
        public final Field<String> key = text("key");
        public final Field<String> value = text("value");

        private Outcome() {
            super("outcome");
        }
    }

    public static final class Quarantine extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> projectId = number("project_id");
        public final Field<Instant> receivedAt = moment("received_at");
        public final Field<String> source = text("source");
        public final Field<String> error = text("error");
        public final Field<String> message = text("message");
        public final Field<String> body = text("body");
        public final Field<Long> size = number("size");

        private Quarantine() {
            super("quarantine");
        }
    }

    public static final class FilterSet extends SmallTable {
        public final Field<Long> accountId = number("account_id");
        public final Field<String> id = text("id");
        public final Field<String> body = text("body");
        public final Field<Boolean> kept = flag("kept");
        public final Field<Instant> usedOn = moment("used_on");

        private FilterSet() {
            super("filter_set");
        }
    }

    public static final class Experiment extends SmallTable {
        public final Field<Long> id = number("id");
        public final Field<Long> projectId = number("project_id");
        public final Field<String> key = text("key");
        public final Field<String> description = text("description");
        public final Field<String> status = text("status");
        public final Field<Instant> createdAt = moment("created_at");

        private Experiment() {
            super("experiment");
        }
    }

    public static final class ExperimentBranch extends SmallTable {
        public final Field<Long> experimentId = number("experiment_id");
        public final Field<Integer> place = integer("place");
        public final Field<String> key = text("key");
        public final Field<String> description = text("description");
        public final Field<Double> weight = column("weight", SQLDataType.DOUBLE);

        private ExperimentBranch() {
            super("experiment_branch");
        }
    }

    public static final class ExperimentJoin extends SmallTable {
        public final Field<Long> projectId = number("project_id");
        public final Field<Long> experimentId = number("experiment_id");
        public final Field<String> botId = text("bot_id");
        public final Field<String> sessionId = text("session_id");
        public final Field<String> branch = text("branch");
        public final Field<Instant> joinedAt = moment("joined_at");

        private ExperimentJoin() {
            super("experiment_join");
        }
    }
}
