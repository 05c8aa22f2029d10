// SPDX-License-Identifier: Apache-2.0
package io.parley.server.account;

import io.parley.core.problem.Given;
import io.parley.core.problem.Input;
import io.parley.server.access.Caller;
import io.parley.server.access.Needs;
import io.parley.server.access.Permission;
import io.parley.server.access.Secrets;
import io.parley.server.web.Bodies;
import io.parley.server.web.Names;
import io.parley.store.Store;
import io.parley.store.directory.Activities;
import io.parley.store.directory.Activity;
import io.parley.store.directory.Channel;
import io.parley.store.directory.Directory;
import io.parley.store.directory.Project;
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
    private final Directory directory;
    private final Activities activities;
    private final Bodies bodies;
    private final Secrets secrets = new Secrets();

    ProjectController(Store store, Bodies bodies) {
        this.directory = store.directory();
        this.activities = store.activities();
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

    @Needs(Permission.READ)
    @GetMapping
    List<ProjectInfo> list(Caller caller) {
        Map<Long, Activity> all = activities.ofProjects(caller.projectIds(null));
        return caller.projects().stream()
                .map(project -> info(project, all.getOrDefault(project.id(), Activity.NONE)))
                .toList();
    }

    @Needs(Permission.READ)
    @GetMapping("/{projectShortName}")
    ProjectInfo get(Caller caller, @PathVariable String projectShortName) {
        return info(caller.project(projectShortName));
    }

    @Needs(Permission.ADMINISTER)
    @PostMapping
    ProjectInfo create(Caller caller, HttpServletRequest request) {
        Input body = bodies.json(request).object();
        String name = name(body);
        String shortName = ShortName.of(name, caller.accountId(), secrets);
        while (directory.project(shortName).isPresent()) {
            shortName = ShortName.of(name, caller.accountId(), secrets);
        }
        return info(directory.addProject(caller.accountId(), shortName, name));
    }

    @Needs(Permission.CONFIGURE)
    @PutMapping("/{projectShortName}")
    ProjectInfo rename(Caller caller, @PathVariable String projectShortName, HttpServletRequest request) {
        Project project = caller.project(projectShortName);
        String name = name(bodies.json(request).object());
        directory.renameProject(project.id(), name);
        return info(new Project(project.id(), project.accountId(), project.shortName(), name, project.createdAt()));
    }

    @Needs(Permission.READ)
    @GetMapping("/{projectShortName}/channels")
    List<ChannelInfo> channels(Caller caller, @PathVariable String projectShortName) {
        Project project = caller.project(projectShortName);
        Map<Activities.Place, Activity> all = activities.ofChannels(List.of(project.id()));
        return directory.channels(project.id()).stream()
                .map(channel -> ChannelInfo.of(
                        channel, all.getOrDefault(new Activities.Place(project.id(), channel.botId()), Activity.NONE)))
                .toList();
    }

    @Needs(Permission.CONFIGURE)
    @PostMapping("/{projectShortName}/channels")
    ChannelInfo addChannel(Caller caller, @PathVariable String projectShortName, HttpServletRequest request) {
        Project project = caller.project(projectShortName);
        Input body = bodies.json(request).object();
        String type = Names.read(body.required("channelType", "a type of channel, such as telegram"));
        Given<String> botId =
                body.member("botId").map(given -> Given.of(given, Names::read)).orElse(null);
        return ChannelInfo.of(directory.addChannel(project, botId, type), Activity.NONE);
    }

    private ProjectInfo info(Project project) {
        return info(project, activities.ofProjects(List.of(project.id())).getOrDefault(project.id(), Activity.NONE));
    }

    private ProjectInfo info(Project project, Activity activity) {
        return new ProjectInfo(
                project.shortName(),
                project.name(),
                project.createdAt(),
                directory.channels(project.id()).size(),
                activity.clients(),
                activity.sessions(),
                activity.messages(),
                activity.lastMessageAt());
    }

    private static String name(Input body) {
        return Names.read(body.required("name", "what the project is called"));
    }
}
