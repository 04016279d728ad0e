import type { TableColumn } from '../table/data-table.ts'
import { cellTexts } from './cell-texts.ts'
import type { FoundValue } from './column-facts.ts'

/** Above this many rows only the first ones are shown. */
const MOST_ROWS = 60
const FIRST_ROWS = 5
/** So many categories are shown; of more, the first and last five. */
const MOST_CATEGORIES = 10
const END_CATEGORIES = 5

/** The categories of a column, and the name of their type. */
export interface ShownCategories {
  readonly values: readonly unknown[]
  readonly physical: string
}

/** What is known of a column that values are shown of. */
export interface ShownColumn {
  readonly column: TableColumn
  /** Of a categorical column. */
  readonly categories?: ShownCategories | undefined
  /** The values are labels of rows themselves. */
  readonly isIndex?: boolean
  /** Labels of the first rows, where they are not their numbers. */
  readonly rowLabels?: readonly string[] | undefined
}

/**
 * Values of a column with their rows, in the form in which pandas prints a series, without line breaks: messages of
 * the reference read so.
 *
 * @param total - number of values, of which `shown` are the first ones
 */
export function seriesText(
  { column, categories, isIndex = false, rowLabels }: ShownColumn,
  shown: readonly FoundValue[],
  total: number,
): string {
  const rows = total > MOST_ROWS ? shown.slice(0, FIRST_ROWS) : shown
  const { texts, hasSignPlace } = cellTexts(
    column,
    rows.map(({ value }) => value),
  )
  const labels = isIndex ? texts : rows.map(({ row }) => rowLabels?.[row] ?? String(row))
  const labelWidth = Math.max(0, ...labels.map(widthOf))
  const width = Math.max(0, ...texts.map(widthOf))
  const isAllNaN = categories?.physical === 'float64' && texts.every((text) => text === 'NaN')
  const gap = hasSignPlace && !isAllNaN ? '    ' : '   '
  const lines = labels.map(
    (label, i) => `${label.padEnd(labelWidth)}${gap}${padStart(texts[i] as string, width)}`,
  )
  const more = total > rows.length ? [`… (${total} in total)`] : []
  const name = column.name === '' ? '' : `Name: ${column.name}, `
  return `${[...lines, ...more].join('')}${name}dtype: ${column.physical}${categories ? categoriesText(categories) : ''}`
}

/** Values that a test refused, in the form in which pandas prints them as a table, without line breaks. */
export function failureCasesText(
  { column, rowLabels }: ShownColumn,
  refused: readonly FoundValue[],
  total: number,
): string {
  const rows = total > MOST_ROWS ? refused.slice(0, FIRST_ROWS) : refused
  const { texts, hasSignPlace } = cellTexts(
    column,
    rows.map(({ value }) => value),
  )
  const cells = hasSignPlace ? texts.map((text) => ` ${text}`) : texts
  const header = isNumeric(column) ? ' failure_case' : 'failure_case'
  const width = Math.max(header.length, ...cells.map(widthOf))
  const rowNumbers = rows.map(({ row }) => ` ${rowLabels?.[row] ?? row}`)
  const indexHeader = rowLabels ? 'index' : ' index'
  const indexWidth = Math.max(indexHeader.length, ...rowNumbers.map(widthOf))
  const positionWidth = String(rows.length - 1).length
  const line = (position: string, row: string, cell: string): string =>
    `${position.padEnd(positionWidth)} ${padStart(row, indexWidth)} ${padStart(cell, width)}`
  const lines = rowNumbers.map((row, i) => line(String(i), row, cells[i] as string))
  const more = total > rows.length ? [`… (${total} in total)`] : []
  return [line('', indexHeader, header), ...lines, ...more].join('')
}

const isNumeric = ({ kind, physical }: TableColumn): boolean =>
  ['int', 'float', 'bool'].includes(kind) && physical !== 'bool[pyarrow]'

/** `Categories (2, object): ['a', 'b']` */
function categoriesText({ values, physical }: ShownCategories): string {
  const { texts } = cellTexts({ name: '', field: undefined, kind: 'mixed', physical }, values)
  const quoted =
    physical === 'object'
      ? texts.map((text, i) => (typeof values[i] === 'string' ? `'${text}'` : text))
      : texts
  const shown =
    quoted.length > MOST_CATEGORIES
      ? [...quoted.slice(0, END_CATEGORIES), '...', ...quoted.slice(-END_CATEGORIES)]
      : quoted
  return `Categories (${values.length}, ${physical}): [${shown.join(', ')}]`
}

const widthOf = (text: string): number => [...text].length
const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text
