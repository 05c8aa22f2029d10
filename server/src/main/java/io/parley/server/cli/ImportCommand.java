// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code parley import}: sends files of messages to a running server. Ingest is idempotent, so that a repetition is
 * harmless.
 */
@Command(
        name = "import",
        description = "Sends files of messages, one JSON object a line (.gz too), to a running server.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int BATCH = 2000;
    /** Longest batch, in characters; it stays below the server's limit for a request body. */
    private static final int BATCH_TEXT = 4_000_000;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to send.")
    private List<Path> files = List.of();

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "The server. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("");

    @Option(names = "--token", required = true, description = "An ingest token of the project, or a unified one.")
    private String token = "";

    @Option(names = "--project", description = "Short name of the project, for a unified token.")
    private @Nullable String project;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private long accepted;
    private long duplicates;
    private long refused;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProgressDisplay progress = new ProgressDisplay(System.out, "messages", 0);
        for (Path file : files) {
            try (BufferedReader lines = open(file)) {
                send(lines, progress);
            }
        }
        progress.end();
        System.out.printf(Locale.ROOT, "accepted %,d, known already %,d, refused %,d%n", accepted, duplicates, refused);
        return refused == 0 ? 0 : 1;
    }

    private static BufferedReader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("there is no file " + file + " that can be read");
        }
        InputStream in = Files.newInputStream(file);
        try {
            return new BufferedReader(new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void send(BufferedReader lines, ProgressDisplay progress) throws IOException, InterruptedException {
        StringBuilder batch = new StringBuilder();
        int count = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                batch.append(line).append('\n');
                count++;
            }
            if (count == BATCH || batch.length() > BATCH_TEXT) {
                send(batch.toString());
                progress.add(count);
                batch.setLength(0);
                count = 0;
            }
        }
        if (count > 0) {
            send(batch.toString());
            progress.add(count);
        }
    }

    private void send(String batch) throws IOException, InterruptedException {
        String query = project == null ? "" : "?projectShortName=" + project;
        HttpResponse<String> response = ask(HttpRequest.newBuilder(
                        URI.create(url.toString().replaceAll("/+$", "") + "/api/v1/ingest/messages" + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(batch))
                .build());
        JsonNode answer = json.readTree(response.body());
        if (response.statusCode() != 200) {
            throw new IOException("the server answered " + response.statusCode() + ": "
                    + answer.path("message").asString(response.body()));
        }
        accepted += answer.path("accepted").longValue();
        duplicates += answer.path("duplicates").longValue();
        refused += answer.path("refused").longValue();
        answer.path("errors")
                .forEach(error ->
                        System.err.println("refused: " + error.path("message").asString()));
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException nobodyThere) {
            throw new IOException("nobody answers at " + url);
        }
    }
}
