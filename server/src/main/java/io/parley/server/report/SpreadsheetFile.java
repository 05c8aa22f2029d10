// SPDX-License-Identifier: Apache-2.0
package io.parley.server.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of Office Open XML spreadsheets (ECMA-376) that is written as a stream: cells in order, rows in order, one sheet after the other. Texts are
 * inline strings, so memory does not grow with them.
 *
 * <p>The libraries' containers and cells are not read alike by all programs: fastexcel 0.20 writes data descriptors of Zip64 without saying so, a
 * dimension of one cell, and texts without {@code xml:space}; the streaming writer of POI 5 writes such a dimension, too.
 */
final class SpreadsheetFile implements AutoCloseable {
    /** The looks of a cell: places in {@code cellXfs} of the styles. */
    enum Style {
        PLAIN,
        BOLD,
        DURATION,
        DATE
    }

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    /** Hours may be more than 23. */
    private static final String DURATION_FORMAT = "[h]:mm:ss";

    /** Days from the beginning of Excel's calendar to 1970. */
    private static final long DAYS_BEFORE_1970 = 25_569;

    private static final double SECONDS_A_DAY = 86_400;

    private final ZipOutputStream zip;
    private final Writer xml;
    private final String dateFormat;
    private final List<String> sheets = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private int row;
    private int column;

    /**
     * Begins a file.
     *
     * @param out is closed with the file
     * @param dateFormat of cells with dates, in Excel's letters
     */
    SpreadsheetFile(OutputStream out, @Nullable String dateFormat) throws IOException {
        zip = new ZipOutputStream(out);
        // Twice as fast as the usual level, for a file that is a tenth larger.
        zip.setLevel(Deflater.BEST_SPEED);
        xml = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 15);
        this.dateFormat = dateFormat == null ? "General" : dateFormat;
        // Any XML is a sheet unless it is named otherwise: how many there will be is not known yet.
        part(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"" + TYPES + "worksheet+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPES + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + TYPES + "styles+xml\"/></Types>");
        part("_rels/.rels", relationships(List.of(relationship("rId1", "officeDocument", "xl/workbook.xml"))));
        part("xl/styles.xml", styles());
    }

    /**
     * Begins a sheet.
     *
     * @param columns their widths, in characters; empty for the usual width
     * @param frozenRows rows at the top that stay when the others are scrolled
     */
    void sheet(String name, List<Double> columns, int frozenRows) throws IOException {
        endSheet();
        sheets.add(name);
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + sheets.size() + ".xml"));
        xml.write(HEADER + "<worksheet xmlns=\"" + MAIN + "\">");
        if (frozenRows > 0) {
            xml.write("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"" + frozenRows + "\" topLeftCell=\"A"
                    + (frozenRows + 1) + "\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        }
        if (!columns.isEmpty()) {
            xml.write("<cols>");
            for (int i = 0; i < columns.size(); i++) {
                xml.write("<col min=\"" + (i + 1) + "\" max=\"" + (i + 1) + "\" width=\"" + columns.get(i)
                        + "\" customWidth=\"1\"/>");
            }
            xml.write("</cols>");
        }
        xml.write("<sheetData>");
        row = 0;
    }

    private void endSheet() throws IOException {
        if (!sheets.isEmpty()) {
            xml.write("</sheetData></worksheet>");
            xml.flush();
            zip.closeEntry();
        }
    }

    void beginRow() throws IOException {
        row++;
        column = 0;
        xml.write("<row r=\"" + row + "\">");
    }

    void endRow() throws IOException {
        xml.write("</row>");
    }

    /** Leaves a cell empty. */
    void empty() {
        column++;
    }

    void text(String text, Style style) throws IOException {
        beginCell(style);
        xml.write(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        escape(text);
        xml.write("</t></is></c>");
    }

    /** @param number finite */
    void number(Number number, Style style) throws IOException {
        beginCell(style);
        xml.write("><v>");
        xml.write(number.toString());
        xml.write("</v></c>");
    }

    void date(LocalDateTime time) throws IOException {
        double day = (time.toLocalTime().toNanoOfDay() / 1e9) / SECONDS_A_DAY;
        number(time.toLocalDate().toEpochDay() + DAYS_BEFORE_1970 + day, Style.DATE);
    }

    private void beginCell(Style style) throws IOException {
        xml.write("<c r=\"");
        xml.write(letters(column++));
        xml.write(Integer.toString(row));
        xml.write('"');
        if (style != Style.PLAIN) {
            xml.write(" s=\"" + style.ordinal() + "\"");
        }
    }

    private String letters(int number) {
        while (letters.size() <= number) {
            StringBuilder next = new StringBuilder();
            for (int rest = letters.size(); rest >= 0; rest = rest / 26 - 1) {
                next.insert(0, (char) ('A' + rest % 26));
            }
            letters.add(next.toString());
        }
        return letters.get(number);
    }

    /**
     * Writes a text of characters that XML allows. A carriage return, which readers of XML make a line feed, and an underscore that begins what looks like
     * an escape are written as escapes ({@code _xHHHH_}, ECMA-376 part 1, 22.9.2.19).
     */
    private void escape(String text) throws IOException {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String escape = switch (text.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '\r' -> "_x000D_";
                case '_' -> looksLikeEscape(text, i) ? "_x005F_" : null;
                default -> null;
            };
            if (escape != null) {
                xml.write(text, written, i - written);
                xml.write(escape);
                written = i + 1;
            }
        }
        xml.write(text, written, text.length() - written);
    }

    private static boolean looksLikeEscape(String text, int at) {
        if (at + 7 > text.length() || text.charAt(at + 1) != 'x' || text.charAt(at + 6) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            endSheet();
            StringBuilder named =
                    new StringBuilder("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>");
            List<String> targets = new ArrayList<>();
            for (int i = 1; i <= sheets.size(); i++) {
                named.append("<sheet name=\"" + sheets.get(i - 1) + "\" sheetId=\"" + i + "\" r:id=\"rId" + i + "\"/>");
                targets.add(relationship("rId" + i, "worksheet", "worksheets/sheet" + i + ".xml"));
            }
            targets.add(relationship("rId" + (sheets.size() + 1), "styles", "styles.xml"));
            part("xl/workbook.xml", named + "</sheets></workbook>");
            part("xl/_rels/workbook.xml.rels", relationships(targets));
        }
    }

    private String styles() {
        String general = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>";
        String ofCell = "fillId=\"0\" borderId=\"0\" xfId=\"0\"";
        return "<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"2\">"
                + "<numFmt numFmtId=\"164\" formatCode=\"" + DURATION_FORMAT + "\"/>"
                + "<numFmt numFmtId=\"165\" formatCode=\"" + dateFormat + "\"/></numFmts>"
                + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
                + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                + "<cellStyleXfs count=\"1\">" + general + "</cellStyleXfs>"
                + "<cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" " + ofCell + "/>"
                + "<xf numFmtId=\"0\" fontId=\"1\" " + ofCell + " applyFont=\"1\"/>"
                + "<xf numFmtId=\"164\" fontId=\"0\" " + ofCell + " applyNumberFormat=\"1\"/>"
                + "<xf numFmtId=\"165\" fontId=\"0\" " + ofCell + " applyNumberFormat=\"1\"/></cellXfs>"
                + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
    }

    private static String relationship(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    private static String relationships(List<String> each) {
        return "<Relationships xmlns=\"" + RELATIONSHIPS + "\">" + String.join("", each) + "</Relationships>";
    }

    private void part(String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        xml.write(HEADER + content);
        xml.flush();
        zip.closeEntry();
    }
}
