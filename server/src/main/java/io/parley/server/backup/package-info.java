/** Backups of a store and of the files of its reports in a folder. */
@org.jspecify.annotations.NullMarked
package io.parley.server.backup;
