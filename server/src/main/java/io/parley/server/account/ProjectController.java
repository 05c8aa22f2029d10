// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.core.error.JsonInput;
import io.parley.core.error.RequestValue;
import io.parley.server.http.NameValidator;
import io.parley.server.http.RequestBodyReader;
import io.parley.server.security.Permission;
import io.parley.server.security.Principal;
import io.parley.server.security.RequiresPermission;
import io.parley.server.security.TokenSecrets;
import io.parley.store.account.AccountRepository;
import io.parley.store.account.Activity;
import io.parley.store.account.ActivityQueries;
import io.parley.store.account.Channel;
import io.parley.store.account.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints for the account's projects and their channels. They are our addition to the API. */
@RestController
@RequestMapping("/api/v1/projects")
class ProjectController {
    private final AccountRepository accounts;
    private final ActivityQueries activities;
    private final RequestBodyReader bodies;
    private final TokenSecrets secrets = new TokenSecrets();

    ProjectController(AccountRepository accounts, ActivityQueries activities, RequestBodyReader bodies) {
        this.accounts = accounts;
        this.activities = activities;
        this.bodies = bodies;
    }

    /** @param lastMessageAt null for a project without messages */
    record ProjectInfo(
            String shortName,
            String name,
            Instant createdAt,
            int channels,
            long clients,
            long sessions,
            long messages,
            @Nullable Instant lastMessageAt) {}

    /** @param lastMessageAt null for a channel without messages */
    record ChannelInfo(
            String botId,
            String channelType,
            Instant createdAt,
            long clients,
            long sessions,
            long messages,
            @Nullable Instant lastMessageAt) {

        static ChannelInfo of(Channel channel, Activity activity) {
            return new ChannelInfo(
                    channel.botId(),
                    channel.channelType(),
                    channel.createdAt(),
                    activity.clients(),
                    activity.sessions(),
                    activity.messages(),
                    activity.lastMessageAt());
        }
    }

    @RequiresPermission(Permission.READ)
    @GetMapping
    List<ProjectInfo> list(Principal caller) {
        Map<Long, Activity> all = activities.ofProjects(caller.projectIds(null));
        return caller.projects().stream()
                .map(project -> info(project, all.getOrDefault(project.id(), Activity.NONE)))
                .toList();
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/{projectShortName}")
    ProjectInfo get(Principal caller, @PathVariable String projectShortName) {
        return info(caller.project(projectShortName));
    }

    @RequiresPermission(Permission.ADMINISTER)
    @PostMapping
    ProjectInfo create(Principal caller, HttpServletRequest request) {
        JsonInput body = bodies.json(request).object();
        String name = name(body);
        String shortName = ShortName.of(name, caller.accountId(), secrets);
        while (accounts.project(shortName).isPresent()) {
            shortName = ShortName.of(name, caller.accountId(), secrets);
        }
        return info(accounts.addProject(caller.accountId(), shortName, name));
    }

    @RequiresPermission(Permission.CONFIGURE)
    @PutMapping("/{projectShortName}")
    ProjectInfo rename(Principal caller, @PathVariable String projectShortName, HttpServletRequest request) {
        Project project = caller.project(projectShortName);
        String name = name(bodies.json(request).object());
        accounts.renameProject(project.id(), name);
        return info(new Project(project.id(), project.accountId(), project.shortName(), name, project.createdAt()));
    }

    @RequiresPermission(Permission.READ)
    @GetMapping("/{projectShortName}/channels")
    List<ChannelInfo> channels(Principal caller, @PathVariable String projectShortName) {
        Project project = caller.project(projectShortName);
        Map<ActivityQueries.Place, Activity> all = activities.ofChannels(List.of(project.id()));
        return accounts.channels(project.id()).stream()
                .map(channel -> ChannelInfo.of(
                        channel,
                        all.getOrDefault(new ActivityQueries.Place(project.id(), channel.botId()), Activity.NONE)))
                .toList();
    }

    @RequiresPermission(Permission.CONFIGURE)
    @PostMapping("/{projectShortName}/channels")
    ChannelInfo addChannel(Principal caller, @PathVariable String projectShortName, HttpServletRequest request) {
        Project project = caller.project(projectShortName);
        JsonInput body = bodies.json(request).object();
        String type = NameValidator.read(body.required("channelType", "a type of channel, such as telegram"));
        RequestValue<String> botId = body.member("botId")
                .map(given -> RequestValue.of(given, NameValidator::read))
                .orElse(null);
        return ChannelInfo.of(accounts.addChannel(project, botId, type), Activity.NONE);
    }

    private ProjectInfo info(Project project) {
        return info(project, activities.ofProjects(List.of(project.id())).getOrDefault(project.id(), Activity.NONE));
    }

    private ProjectInfo info(Project project, Activity activity) {
        return new ProjectInfo(
                project.shortName(),
                project.name(),
                project.createdAt(),
                accounts.channels(project.id()).size(),
                activity.clients(),
                activity.sessions(),
                activity.messages(),
                activity.lastMessageAt());
    }

    private static String name(JsonInput body) {
        return NameValidator.read(body.required("name", "what the project is called"));
    }
}
