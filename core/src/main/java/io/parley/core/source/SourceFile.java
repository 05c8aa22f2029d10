// SPDX-License-Identifier: Apache-2.0
package io.parley.core.source;

import io.parley.core.log.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one file of whatever format, and gives out records for the ingest API. */
public final class SourceFile {
    /** So many values are looked at before the format of a file is decided. */
    private static final int LOOKED_AT = 50;

    private final SourceOptions options;
    private final Receiver receiver;
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable SourceFormat format;
    private @Nullable Translator translator;
    private String place = "";
    private int read;
    /** Characters of the values that wait for the format. */
    private long waitingText;

    /** Receives the records of a file in order. */
    public interface Receiver {
        /** Takes a record. */
        void record(ImportedRecord record);

        /**
         * Takes the reason why a value of the file is no record.
         *
         * @param place such as {@code line 3}
         */
        void problem(String place, String reason);
    }

    /**
     * Prepares to read a file.
     *
     * @param format null to find it out
     */
    public SourceFile(@Nullable SourceFormat format, SourceOptions options, Receiver receiver) {
        this.format = format;
        this.options = options;
        this.receiver = receiver;
    }

    /**
     * Reads the file.
     *
     * @param file unpacked
     * @return its format; null when no format fits, and nothing was given out
     * @throws MissingOptionException when the file lacks something that an option has to say
     */
    public @Nullable SourceFormat read(InputStream file) throws IOException {
        SourceFormat given = format;
        if (given != null) {
            begin(given);
        }
        new SourceReader(new SourceReader.Receiver() {
                    @Override
                    public boolean value(String at, @Nullable ObjectNode around, JsonNode value) {
                        return take(at, around, value);
                    }

                    @Override
                    public boolean problem(String at, String reason) {
                        return defer(() -> receiver.problem(at, reason));
                    }
                })
                .read(file, WhatsAppChat::isMessage);
        SourceFormat found = format;
        if (found == null || translator == null) {
            return null;
        }
        translator.end(output);
        return found;
    }

    /** Returns what was left out on purpose, with its number. */
    public Map<String, Integer> leftOut() {
        return leftOut;
    }

    private boolean take(String at, @Nullable ObjectNode around, JsonNode value) {
        if (format == null) {
            format = recognised(at, around, value);
            if (format == null) {
                waitingText += value.toString().length();
                return defer(() -> take(at, around, value));
            }
            begin(format);
        }
        SourceFormat known = format;
        if (known.isWhole() || around != null) {
            translate(new Entry(at, around, place(at), value));
        } else {
            explode(at, null, 0, value, this::translate);
        }
        return true;
    }

    /** Keeps a value until the format is known. @return whether more is wanted */
    private boolean defer(Runnable value) {
        if (translator != null) {
            value.run();
            return true;
        }
        waiting.add(value);
        return waiting.size() < LOOKED_AT && waitingText < SourceReader.LONGEST;
    }

    private void begin(SourceFormat known) {
        translator = known.translator(options);
        List<Runnable> values = List.copyOf(waiting);
        waiting.clear();
        values.forEach(Runnable::run);
    }

    private static @Nullable SourceFormat recognised(String at, @Nullable ObjectNode around, JsonNode value) {
        List<Entry> entries = new ArrayList<>();
        explode(at, around, 0, value, entry -> {
            if (entries.size() < LOOKED_AT) {
                entries.add(entry);
            }
        });
        for (SourceFormat format : SourceFormat.values()) {
            if (entries.stream().anyMatch(format::fits)) {
                return format;
            }
        }
        return null;
    }

    /** Splits a value that has a list of records; any other one is a record. */
    private static void explode(
            String at, @Nullable ObjectNode around, int index, JsonNode value, Consumer<Entry> next) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                explode(at + "[" + i + "]", around, i, value.get(i), next);
            }
            return;
        }
        if (value instanceof ObjectNode object && !object.has("author") && !object.has("questionId")) {
            for (String name : SourceReader.LISTS) {
                if (object.path(name).isArray()
                        && !object.path(name).isEmpty()
                        && object.path(name).get(0).isObject()) {
                    JsonNode list = object.get(name);
                    ObjectNode without = without(object, name);
                    for (int i = 0; i < list.size(); i++) {
                        explode(inside(at, name) + "[" + i + "]", without, i, list.get(i), next);
                    }
                    return;
                }
            }
            boolean isAround = false;
            for (String name : SourceReader.AROUND_LISTS) {
                JsonNode inner = object.path(name);
                if (inner.isObject()
                        && SourceReader.LISTS.stream()
                                .anyMatch(list -> inner.path(list).isArray())) {
                    isAround = true;
                    explode(inside(at, name), around, 0, inner, next);
                }
            }
            if (isAround) {
                return;
            }
        }
        next.accept(new Entry(at, around, index, value));
    }

    private static ObjectNode without(ObjectNode object, String member) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(each -> {
            if (!each.getKey().equals(member)) {
                rest.set(each.getKey(), each.getValue());
            }
        });
        return rest;
    }

    private static String inside(String at, String name) {
        return at + (at.startsWith("$") ? "." : ", $.") + name;
    }

    private int place(String at) {
        int begin = at.lastIndexOf('[');
        return begin >= 0 && at.endsWith("]") ? Integer.parseInt(at.substring(begin + 1, at.length() - 1)) : read;
    }

    private void translate(Entry entry) {
        place = entry.place();
        read++;
        try {
            Objects.requireNonNull(translator).read(entry, output);
        } catch (SourceException unreadable) {
            receiver.problem(entry.place(), String.valueOf(unreadable.getMessage()));
        }
    }

    private final Output output = new Output() {
        @Override
        public void at(String at) {
            place = at;
        }

        @Override
        public void problem(String reason) {
            receiver.problem(place, reason);
        }

        @Override
        public void piece(Piece piece) {
            record(ImportedRecord.Kind.PIECES, PieceJson.of(piece));
        }

        @Override
        public void record(ImportedRecord.Kind kind, ObjectNode json) {
            receiver.record(new ImportedRecord(kind, place, json));
        }

        @Override
        public void leaveOut(String what) {
            leftOut.merge(what, 1, Integer::sum);
        }
    };
}
