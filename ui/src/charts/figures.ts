/** A cell: what it is, for files and sorting; how it reads is its column's matter. */
export type Cell = string | number | null;

export interface Column {
  readonly title: string;
  /** How people read a cell; without it as it is. Numbers are set to the right. */
  readonly format?: (cell: Cell) => string;
  readonly numeric?: boolean;
}

/** What a chart shows, as a table: every chart has one, for those who read numbers, hear the page or take them away. */
export interface Figures {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Cells that spreadsheets would take for formulas. */
const FORMULA = /^[=+\-@\t\r]/;

/** The figures as CSV (RFC 4180): numbers in full, texts that spreadsheets would work out made harmless. */
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

/** Hands the figures to the person as a file. The mark in front tells Excel that it is UTF-8. */
export function downloadCsv(name: string, figures: Figures): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv(figures)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  // The browser has its own hold of the blob by then.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** How a cell reads. */
export function shown({ format }: Column, cell: Cell): string {
  if (cell === null) {
    return '—';
  }
  return format ? format(cell) : String(cell);
}
