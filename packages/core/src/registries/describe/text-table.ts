import { cellWidth, fitCell } from './cell-width.ts'

/** Rows of a table, the first with the names of the columns, each column as wide as its widest cell. */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map(({ length }) => length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => cellWidth(row[column] ?? ''))),
  )
  return rows.map((row) => widths.map((width, column) => fitCell(row[column] ?? '', width)).join('  '))
}
