import type { Style } from './style.ts'

/** A column of a table of texts. */
export interface TableColumn {
  readonly title: string
  readonly align?: 'left' | 'right'
}

const gap = '  '
const leastWidth = 8

/**
 * Rows of texts below their titles, in columns two blanks apart. On a terminal the widest columns are shortened until a
 * row fits a line; line breaks in cells become blanks.
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  view: { readonly style: Style; readonly columns: number | undefined },
): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll(/\s*[\r\n]+\s*/g, ' ')))
  const natural = columns.map(({ title }, index) =>
    Math.max(width(title), ...cells.map((row) => width(row[index] ?? ''))),
  )
  const widths = view.columns === undefined ? natural : fit(natural, view.columns)
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => pad(row[index] ?? '', widths[index] as number, align ?? 'left'))
      .join(gap)
      .trimEnd()
  return [view.style.heading(line(columns.map(({ title }) => title))), ...cells.map(line)].join('\n')
}

function width(text: string): number {
  return [...text].length
}

/** Takes from the widest column, character by character, until the columns fit. */
function fit(natural: readonly number[], columns: number): readonly number[] {
  const widths = [...natural]
  let excess = widths.reduce((sum, one) => sum + one, gap.length * (widths.length - 1)) - columns
  while (excess > 0) {
    const widest = Math.max(...widths)
    if (widest <= leastWidth) break
    widths[widths.lastIndexOf(widest)] = widest - 1
    excess -= 1
  }
  return widths
}

function pad(text: string, size: number, align: 'left' | 'right'): string {
  const characters = [...text]
  const fitted = characters.length > size ? `${characters.slice(0, size - 1).join('')}…` : text
  const blanks = ' '.repeat(Math.max(size - width(fitted), 0))
  return align === 'right' ? blanks + fitted : fitted + blanks
}
