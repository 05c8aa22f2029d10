// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

/** File types of reports, with their media types. The contract has the first two; the others are our addition. */
enum FileType {
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
    CSV("csv", "text/csv;charset=UTF-8", false),
    JSONL("jsonl", "application/jsonl", true),
    PARQUET("parquet", "application/vnd.apache.parquet", true);

    private final String extension;
    private final String mediaType;
    private final boolean forPrograms;

    FileType(String extension, String mediaType, boolean forPrograms) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.forPrograms = forPrograms;
    }

    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }

    /** Returns whether the contract lacks the type: it has none for programs. */
    boolean isExtra() {
        return forPrograms;
    }

    /** Returns whether the file is for programs, so that its content does not depend on language and time zone. */
    boolean isForPrograms() {
        return forPrograms;
    }
}
