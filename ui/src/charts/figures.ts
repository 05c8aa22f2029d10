import type { ReactNode } from 'react';

/** Raw value of a cell, for files and sorting; its column formats it. */
export type Cell = string | number | null;

export interface Column {
  readonly title: string;
  /** Formats a cell; by default it is shown unformatted. Numeric columns are right-aligned. */
  readonly format?: (cell: Cell) => string;
  readonly numeric?: boolean;
}

/** A chart's data as a table. Every chart has one, for reading numbers, for screen readers and for export. */
export interface Figures {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Wraps the first cell of a row in a link to what the row counts. */
  readonly link?: (place: number, content: ReactNode) => ReactNode;
}

/** Cells that spreadsheets would interpret as formulas. */
const FORMULA = /^[=+\-@\t\r]/;

/** Returns the figures as CSV (RFC 4180): numbers unrounded, formulas neutralised. */
export function csv({ columns, rows }: Figures): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  return lines.map((line) => line.map(field).join(',') + '\r\n').join('');
}

function field(cell: Cell): string {
  if (cell === null) {
    return '';
  }
  if (typeof cell === 'number') {
    return String(cell);
  }
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Downloads the figures as a file. The byte order mark tells Excel to read UTF-8. */
export function downloadCsv(name: string, figures: Figures): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv(figures)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  // By then the browser holds its own reference to the blob.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Returns the formatted text of a cell. */
export function shown({ format }: Column, cell: Cell): string {
  if (cell === null) {
    return '—';
  }
  return format ? format(cell) : String(cell);
}
