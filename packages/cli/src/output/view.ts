import { chooseStyle, type Style } from './style.ts'
import { formatTable, type TableColumn } from './table.ts'

/** Where text is shown, and how. */
export interface View {
  readonly style: Style
  /** Characters of a line; `undefined` when the output is no terminal, where nothing is shortened. */
  readonly columns: number | undefined
  /** Rows of texts below their titles, aligned, and shortened to the width of a terminal. */
  table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string
}

/** The view of an output. */
export function createView(output: {
  readonly columns: number | undefined
  readonly hasColours: boolean
}): View {
  const style = chooseStyle(output.hasColours)
  const { columns } = output
  return { style, columns, table: (titles, rows) => formatTable(titles, rows, { style, columns }) }
}
