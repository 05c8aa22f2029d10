// SPDX-License-Identifier: Apache-2.0
package io.parley.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Texts of input and output failures. Those of the JDK are often only a path. */
public final class IoProblem {
    private IoProblem() {}

    /** Returns what went wrong and where, without a full stop, from the innermost cause. */
    public static String in(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
        }
        return switch (reason) {
            case AccessDeniedException denied ->
                "this user (" + System.getProperty("user.name") + ") has no permission for " + denied.getFile();
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileAlreadyExistsException there -> there.getFile() + " exists and is no folder";
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case DirectoryNotEmptyException full -> "the folder " + full.getFile() + " is not empty";
            case FileSystemException other -> other.getFile() + ": " + other.getReason();
            default -> reason.getMessage() == null ? reason.toString() : reason.getMessage();
        };
    }
}
