import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

export interface DataColumn<Row> {
  readonly title: string;
  /** CSS width; columns without one share the remaining width. */
  readonly width?: number | string;
  readonly align?: 'right';
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  readonly columns: readonly DataColumn<Row>[];
}

/** Table of a short list; on narrow screens each row is a card. */
export function DataTable<Row>({ label, rows, keyOf, columns }: DataTableProps<Row>) {
  return (
    <Table className={classes.table} fz="sm" verticalSpacing={6} highlightOnHover aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ title, width, align }) => (
            <Table.Th key={title} w={width} ta={align}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={keyOf(row)}>
            {columns.map(({ title, align, cell }) => (
              <Table.Td key={title} ta={align} data-title={title}>
                <div>{cell(row)}</div>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
