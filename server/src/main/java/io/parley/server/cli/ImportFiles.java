// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Opens what the command line names: files, folders and standard input; unpacks gzip and zip by their first bytes, not by their names. */
final class ImportFiles {
    /** Standard input. */
    static final Path INPUT = Path.of("-");

    /** Ends of names that files within folders and archives have if they may be conversations. */
    /** Most archives in one another. */
    private static final int MOST_ARCHIVES = 3;

    private static final List<String> READ =
            List.of(".json", ".jsonl", ".ndjson", ".txt", ".transcript", ".log", ".gz", ".zip");

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 2;
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 'P' << 8 | 'K';

    private final Reader reader;

    /** Reads one unpacked file. */
    interface Reader {
        /**
         * Reads a file to its end.
         *
         * @param name for messages
         * @param isNamed whether the command line names it, and not only the folder or archive that it is in
         */
        void read(String name, InputStream file, boolean isNamed) throws IOException, InterruptedException;
    }

    ImportFiles(Reader reader) {
        this.reader = reader;
    }

    /** Reads a file, all files of a folder in the order of their names, or standard input. */
    void read(Path path) throws IOException, InterruptedException {
        if (path.equals(INPUT)) {
            unpack("standard input", System.in, true);
        } else if (Files.isDirectory(path)) {
            List<Path> files;
            try (var walk = Files.walk(path)) {
                files = walk.filter(Files::isRegularFile)
                        .filter(file -> isRead(file.toString()))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                readFile(file, false);
            }
        } else {
            readFile(path, true);
        }
    }

    private void readFile(Path file, boolean isNamed) throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new IOException("there is no file " + file + " that can be read");
        }
        try (InputStream in = Files.newInputStream(file)) {
            unpack(file.toString(), in, isNamed);
        }
    }

    private void unpack(String name, InputStream packed, boolean isNamed) throws IOException, InterruptedException {
        unpack(name, packed, isNamed, 0);
    }

    /** @param depth number of archives around it */
    private void unpack(String name, InputStream packed, boolean isNamed, int depth)
            throws IOException, InterruptedException {
        if (depth > MOST_ARCHIVES) {
            throw new IOException(name + " has more than " + MOST_ARCHIVES + " archives in one another");
        }
        PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(packed, BUFFER), MAGIC);
        byte[] begin = in.readNBytes(MAGIC);
        in.unread(begin);
        int magic = begin.length < MAGIC ? 0 : (begin[0] & 0xff) << 8 | begin[1] & 0xff;
        try {
            if (magic == GZIP) {
                unpack(name, new GZIPInputStream(in, BUFFER), isNamed, depth + 1);
            } else if (magic == ZIP) {
                unzip(name, in, isNamed, depth);
            } else {
                reader.read(name, in, isNamed);
            }
        } catch (ZipException | EOFException damaged) {
            // Without the cause, because the command line shows the innermost message.
            throw new IOException(name + " is damaged: " + damaged.getMessage());
        }
    }

    private void unzip(String name, InputStream in, boolean isNamed, int depth)
            throws IOException, InterruptedException {
        ZipInputStream zip = new ZipInputStream(in);
        boolean any = false;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory() && isRead(entry.getName())) {
                any = true;
                unpack(name + "!" + entry.getName(), new Unclosable(zip), false, depth + 1);
            }
        }
        if (!any && isNamed) {
            throw new IOException(name + " contains no file that can be read");
        }
    }

    private static boolean isRead(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return READ.stream().anyMatch(lower::endsWith);
    }

    /** A file of an archive, whose end must not close the archive. */
    private static final class Unclosable extends FilterInputStream {
        Unclosable(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive is read further.
        }
    }
}
