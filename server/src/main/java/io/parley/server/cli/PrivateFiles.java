// SPDX-License-Identifier: Apache-2.0
package io.parley.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Permissions of this process' files: only their owner may read them, because they contain conversations. */
final class PrivateFiles {
    private static final int MASK = 0077;
    private static final Set<PosixFilePermission> OF_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Makes all files that this process creates private, those of native libraries, too, which Java's options for
     * permissions do not reach. The launcher does the same; this is for a jar that is started without it.
     */
    static void byDefault() {
        if (!POSIX) {
            return;
        }
        try {
            // By reflection, because these interfaces are final since Java 22, and this code also runs on 21. There, as
            // on a system without the function, folders of new stores are private nevertheless.
            Class<?> linkers = Class.forName("java.lang.foreign.Linker");
            Class<?> lookups = Class.forName("java.lang.foreign.SymbolLookup");
            Class<?> layouts = Class.forName("java.lang.foreign.MemoryLayout");
            Class<?> descriptors = Class.forName("java.lang.foreign.FunctionDescriptor");
            Class<?> options = Class.forName("java.lang.foreign.Linker$Option");
            Class<?> segments = Class.forName("java.lang.foreign.MemorySegment");
            Object linker = linkers.getMethod("nativeLinker").invoke(null);
            Object lookup = linkers.getMethod("defaultLookup").invoke(linker);
            Object found = lookups.getMethod("find", String.class).invoke(lookup, "umask");
            Object number = Class.forName("java.lang.foreign.ValueLayout")
                    .getField("JAVA_INT")
                    .get(null);
            Object arguments = Array.newInstance(layouts, 1);
            Array.set(arguments, 0, number);
            Object descriptor =
                    descriptors.getMethod("of", layouts, arguments.getClass()).invoke(null, number, arguments);
            Object none = Array.newInstance(options, 0);
            Method downcall = linkers.getMethod("downcallHandle", segments, descriptors, none.getClass());
            Object umask = downcall.invoke(linker, ((Optional<?>) found).orElseThrow(), descriptor, none);
            Object former = ((MethodHandle) umask).invokeWithArguments(MASK);
            if (!(former instanceof Integer)) {
                throw new IllegalStateException("umask returned " + former);
            }
        } catch (Throwable unsupported) {
            // Nothing is lost that there was before.
            return;
        }
    }

    /** Creates a folder, with its parents, that only its owner may enter; an existing one stays as it is. */
    static void createFolder(Path folder) throws IOException {
        if (POSIX && !Files.exists(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OF_OWNER));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Removes the permissions of others from the files in a folder, which an earlier version wrote. */
    static void restrict(Path folder) {
        if (!POSIX) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (!directory.equals(folder)) {
                        restrictOne(directory);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!attributes.isSymbolicLink()) {
                        restrictOne(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restrictOne(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.retainAll(OF_OWNER)) {
                Files.setPosixFilePermissions(file, permissions);
            }
        } catch (IOException e) {
            // The file is gone, or belongs to another user, who decides about it.
        }
    }
}
