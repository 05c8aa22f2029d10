import { type Figures, shown } from './figures';
import classes from './FigureTable.module.css';

interface FigureTableProps {
  readonly figures: Figures;
  /** Accessible name of the table. */
  readonly label: string;
}

/** Formatted figures of a chart as a table. */
export function FigureTable({ figures: { columns, rows, link }, label }: FigureTableProps) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, numeric }) => (
            <th key={title} scope="col" data-numeric={numeric || undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            {columns.map((column, i) => (
              <td key={column.title} data-numeric={column.numeric || undefined}>
                {i === 0 && link ? link(place, shown(column, row[i] ?? null)) : shown(column, row[i] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
