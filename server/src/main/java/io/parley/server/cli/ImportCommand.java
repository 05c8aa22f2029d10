// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import io.parley.core.source.ImportedRecord;
import io.parley.core.source.MissingOptionException;
import io.parley.core.source.SourceFile;
import io.parley.core.source.SourceFormat;
import io.parley.core.source.SourceOptions;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code parley import}: translates files of conversations and sends them to a running server. Ids are derived from the files, and ingest is
 * idempotent, so that a repetition changes nothing.
 */
@Command(
        name = "import",
        description =
                "Sends files of conversations to a running server. The format of a file is found out; docs/import.md describes all.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int BATCH = 2000;
    /** Longest batch, in characters; it stays below the server's limit for a request body. */
    private static final int BATCH_TEXT = 4_000_000;
    /** Most problems of a run that are told one by one. */
    private static final int MOST_PROBLEMS = 1000;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files, folders, or - for standard input; also packed by gzip or zip.")
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

    @Option(
            names = "--format",
            paramLabel = "<format>",
            description = "Format of all files: ${COMPLETION-CANDIDATES}. Default: found out",
            completionCandidates = Formats.class,
            converter = Formats.class)
    private @Nullable SourceFormat format;

    @Option(names = "--bot-id", description = "Bot id of all records, instead of the one in the file.")
    private @Nullable String botId;

    @Option(names = "--channel-type", description = "Channel type of all records, instead of the one in the file.")
    private @Nullable String channelType;

    @Option(names = "--bot-name", description = "Author whose messages are the bot's, in chats of people.")
    private @Nullable String botName;

    @Option(
            names = "--zone",
            converter = Zones.class,
            description = "Time zone of times without one, such as Europe/Berlin.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--start",
            converter = Starts.class,
            description = "Time of the first message, for files without times, such as 2026-01-01T00:00:00Z.")
    private @Nullable Instant start;

    @Option(
            names = "--step",
            defaultValue = "10",
            description = "Seconds between messages without times. Default: ${DEFAULT-VALUE}")
    private int step;

    @Option(
            names = "--date-order",
            description = "Order of day and month in dates with slashes: dmy or mdy. Default: found out")
    private SourceOptions.@Nullable DateOrder dateOrder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final ProgressDisplay progress = new ProgressDisplay(System.out, "messages", 0);
    private long accepted;
    private long duplicates;
    private long refused;
    private int unfit;
    private final Map<String, Integer> leftOut = new TreeMap<>();

    /** A record or problem of a batch, in the order of the file. */
    private record Item(String place, @Nullable ImportedRecord record, String problem) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (step < 0 || step > 86_400) {
            throw new IllegalArgumentException("--step: got " + step + ", expected seconds from 0 to 86400");
        }
        ImportFiles all = new ImportFiles(this::read);
        try {
            for (Path file : files) {
                all.read(file);
            }
        } finally {
            progress.end();
            System.out.printf(
                    Locale.ROOT, "accepted %,d, known already %,d, refused %,d%n", accepted, duplicates, refused);
            leftOut.forEach((what, count) -> System.out.printf(Locale.ROOT, "left out: %,d %s%n", count, what));
        }
        return refused == 0 && unfit == 0 ? 0 : 1;
    }

    private void read(String name, InputStream file, boolean isNamed) throws IOException, InterruptedException {
        Batch batch = new Batch(name);
        SourceOptions options =
                new SourceOptions(botId, channelType, zone, start, Duration.ofSeconds(step), botName, dateOrder);
        SourceFile source = new SourceFile(format, options, batch);
        try {
            SourceFormat found = source.read(file);
            batch.send();
            if (found == null) {
                System.err.println(name + ": no format fits; known are " + SourceFormat.titles());
                unfit += isNamed ? 1 : 0;
            } else {
                System.out.printf(Locale.ROOT, "%s: %s, %,d records%n", name, found.title(), batch.records);
            }
        } catch (MissingOptionException missing) {
            batch.send();
            // Without the cause, because the command line shows the innermost message.
            throw new IOException(name + ": " + missing.getMessage());
        } catch (EOFException | ZipException damaged) {
            batch.send();
            throw damaged;
        } catch (Interrupted e) {
            throw e.asInterruptedException();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        source.leftOut().forEach((what, count) -> leftOut.merge(what, count, Integer::sum));
    }

    /** A wait for the server was interrupted. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Interrupted(InterruptedException cause) {
            super(cause);
        }

        InterruptedException asInterruptedException() {
            InterruptedException same = new InterruptedException();
            same.initCause(getCause());
            return same;
        }
    }

    /** Records and problems of one file that are not sent or told yet. */
    private final class Batch implements SourceFile.Receiver {
        private final String file;
        private final List<Item> items = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private ImportedRecord.Kind kind = ImportedRecord.Kind.PIECES;
        private long records;

        Batch(String file) {
            this.file = file;
        }

        @Override
        public void record(ImportedRecord record) {
            if (record.kind() != kind) {
                sendUnchecked();
                kind = record.kind();
            }
            body.append(record.json()).append('\n');
            items.add(new Item(record.place(), record, ""));
            records++;
            if (items.size() >= BATCH || body.length() > BATCH_TEXT) {
                sendUnchecked();
            }
        }

        @Override
        public void problem(String place, String reason) {
            items.add(new Item(place, null, reason));
            if (items.size() >= BATCH) {
                sendUnchecked();
            }
        }

        private void sendUnchecked() {
            try {
                send();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new Interrupted(e);
            }
        }

        /** Sends the records, and tells the problems of both sides in the order of the file. */
        void send() throws IOException, InterruptedException {
            List<Item> sent =
                    items.stream().filter(item -> item.record() != null).toList();
            Map<Integer, String> ofServer = new TreeMap<>();
            if (!sent.isEmpty()) {
                JsonNode answer = ask(kind, body.toString());
                accepted += answer.path("accepted").longValue();
                duplicates += answer.path("duplicates").longValue();
                refused += answer.path("refused").longValue();
                for (JsonNode error : answer.path("errors")) {
                    ofServer.put(
                            error.path("index").asInt(-1), error.path("message").asString(""));
                }
                progress.add(sent.size());
            }
            int index = 0;
            for (Item item : items) {
                ImportedRecord record = item.record();
                String problem = record == null ? item.problem() : ofServer.get(index++);
                if (record == null) {
                    refused++;
                }
                if (problem != null) {
                    tell(item.place(), record == null ? "" : record.id(), problem);
                }
            }
            items.clear();
            body.setLength(0);
        }

        private void tell(String place, String id, String problem) {
            if (told < MOST_PROBLEMS) {
                System.err.println(
                        "refused: " + file + ", " + place + (id.isEmpty() ? "" : ", id " + id) + ": " + problem);
            } else if (told == MOST_PROBLEMS) {
                System.err.println("refused: further records are only counted");
            }
            told++;
        }
    }

    private long told;

    private JsonNode ask(ImportedRecord.Kind kind, String batch) throws IOException, InterruptedException {
        String query = project == null ? "" : "?projectShortName=" + URLEncoder.encode(project, StandardCharsets.UTF_8);
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + "/api/v1/ingest/"
                                + kind.name().toLowerCase(Locale.ROOT) + query))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(batch))
                        .build());
        JsonNode answer;
        try {
            answer = json.readTree(response.body());
        } catch (JacksonException noJson) {
            throw new IOException("the server answered " + response.statusCode() + " without JSON; is " + url
                    + " the address of Parley?");
        }
        if (response.statusCode() != 200) {
            throw new IOException("the server answered " + response.statusCode() + ": "
                    + answer.path("message").asString(response.body()));
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException refusedConnection) {
            throw new IOException("nobody answers at " + url);
        }
    }

    /** Names of formats. */
    static final class Formats extends ArrayList<String> implements ITypeConverter<SourceFormat> {
        private static final long serialVersionUID = 1;

        Formats() {
            super(List.of(SourceFormat.titles().split(", ")));
        }

        @Override
        public SourceFormat convert(String name) {
            for (SourceFormat format : SourceFormat.values()) {
                if (format.title().equals(name.toLowerCase(Locale.ROOT))) {
                    return format;
                }
            }
            throw new TypeConversionException("'" + name + "' is no format; known are " + SourceFormat.titles());
        }
    }

    /** Time zones. */
    static final class Zones implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException unknown) {
                throw new TypeConversionException("'" + name + "' is no time zone such as Europe/Berlin or +03:00");
            }
        }
    }

    /** Times. */
    static final class Starts implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException unreadable) {
                throw new TypeConversionException("'" + text + "' is no time such as 2026-01-01T00:00:00Z");
            }
        }
    }
}
