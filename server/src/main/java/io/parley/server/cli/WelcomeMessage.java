// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import java.io.PrintStream;
import java.nio.file.Path;

/** Text that is printed at the first start. */
final class WelcomeMessage {
    private WelcomeMessage() {}

    static void print(PrintStream out, String url, Path data, Credentials credentials) {
        Credentials.ProjectAccess project = credentials.projects().getFirst();
        out.printf("""

                Log in at %1$s
                  login     %2$s
                  password  %3$s

                Unified token (Authorization: Bearer …)
                  %4$s
                """, url, credentials.user().login(), credentials.user().password(), credentials.unifiedToken());
        for (Credentials.ProjectAccess each : credentials.projects()) {
            out.printf("""
                    Project %1$s
                      project token  %2$s
                      ingest token   %3$s
                    """, each.shortName(), each.projectToken(), each.ingestToken());
        }
        out.printf("(also in %s)%n", data.resolve("credentials.json"));
        out.printf("""

                Try the Reporter API:

                curl -s '%1$s/reporter/p/%2$s/sessions/filter?size=3' -H 'Content-Type: application/json' \
                -d '{"filters":[{"key":"WITHOUT_EMPTY_SESSIONS","type":"RADIO","option":"YES"},\
                {"key":"MESSAGE_COUNT","type":"NUMERIC_RANGE","from":"5","to":"50"}]}'

                curl -s '%1$s/api/v1/reporter/messages/filter?size=3' -H 'Authorization: Bearer %3$s' \
                -H 'Content-Type: application/json' -d '{"filters":[{"key":"CHANNEL_TYPE","type":"CHECKBOX","options":["telegram"]}]}'

                curl -s '%1$s/reporter/p/%2$s/reports/messages' -H 'Content-Type: application/json' \
                -d '{"filters":[{"key":"CHANNEL_TYPE","type":"CHECKBOX","options":["telegram"]}],"settings":{"fileType":"XLSX","withHeader":true}}'

                Stop with Ctrl-C.
                """, url, project.projectToken(), credentials.unifiedToken());
        out.flush();
    }
}
