// SPDX-License-Identifier: Apache-2.0
package io.parley.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operations page lists the metrics as they are declared. */
class OperationsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final String HEAD = "| metric | type | labels | says |\n| --- | --- | --- | --- |\n";

    @Test
    void theTableOfMetricsSaysWhatTheDeclarationsSay() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(HEAD);
        int to = page.indexOf("\n\n", from);
        String right = page.substring(0, from) + HEAD + rows() + page.substring(to);
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/operations.md; -Dparley.docs.write=true rewrites it")
                .isEqualTo(right);
    }

    private static String rows() {
        return Arrays.stream(Instrument.values())
                .map(each -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                each.metric(),
                                each.kind(),
                                Arrays.stream(each.labels())
                                        .map(label -> "`" + label + "`")
                                        .collect(Collectors.joining(", ")),
                                each.help()))
                .collect(Collectors.joining("\n"));
    }
}
