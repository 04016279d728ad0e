import type { ParseResult } from 'papaparse'
import { InvalidQuote, RaggedRow, RowTooLong, UnclosedQuote } from '../errors.ts'

/** How the text of a table is written. */
export interface CsvDialect {
  /** Between two fields, one character. */
  readonly separator: string
}

/** Consecutive rows of a table. */
export interface CsvRows {
  readonly rows: readonly (readonly string[])[]
  /** Line at which a row starts, by position in `rows`; the first line of the file is 1. */
  lineOf(row: number): number
}

/** Longest row in characters; a file that is no table does not fill the memory. */
const maxRowLength = 1 << 24

/** A line without anything but blanks is no row. */
const blank = /^[ \t]*$/

/**
 * Splits text into rows of fields, leaving out blank lines. Memory: one chunk of the text.
 *
 * Lines end with a line feed, a carriage return and a line feed, or, where there is no line feed at all, a carriage
 * return. Quotes are double quotes, and written twice inside a quoted field.
 *
 * @param name - names the file in errors
 * @throws `UnclosedQuote`, `InvalidQuote`, `RowTooLong`
 */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  dialect: CsvDialect,
  name: string,
): AsyncGenerator<CsvRows> {
  const { default: Papa } = await import('papaparse')
  let rest = ''
  let line = 1
  let newline: string | undefined
  const parse = (text: string, isLast: boolean): CsvRows => {
    newline ??= newlineOf(text)
    const parser = new Papa.Parser({ delimiter: dialect.separator, newline: newline as '\n' })
    const result: ParseResult<string[]> = parser.parse(text, 0, !isLast)
    checkQuotes(result, isLast, line, name)
    rest = isLast ? '' : text.slice(result.meta.cursor)
    const rows = numberedRows(result.data, line, text.includes('"'))
    line = rows.nextLine
    return rows
  }
  for await (const chunk of chunks) {
    const text = rest + chunk
    // A lone carriage return at the end may be half of a line end.
    if (newline === undefined && !text.includes('\n')) {
      rest = text
      if (rest.length > maxRowLength) throw new RowTooLong(name, line, maxRowLength)
      continue
    }
    yield parse(text, false)
    if (rest.length > maxRowLength) throw new RowTooLong(name, line, maxRowLength)
  }
  if (rest !== '') yield parse(rest, true)
}

function newlineOf(text: string): string {
  return text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
}

/** Errors of the last row of a chunk may come from its being cut; it is read again with the next chunk. */
function checkQuotes(result: ParseResult<string[]>, isLast: boolean, line: number, name: string): void {
  const complete = isLast ? Infinity : result.data.length
  const error = result.errors.find((error) => error.type === 'Quotes' && (error.row ?? 0) < complete)
  if (error === undefined) return
  const before = result.data.slice(0, error.row)
  const at = before.reduce((line, row) => line + 1 + lineFeedsIn(row), line)
  throw error.code === 'MissingQuotes' ? new UnclosedQuote(name, at) : new InvalidQuote(name, at)
}

interface NumberedRows extends CsvRows {
  readonly nextLine: number
}

function numberedRows(data: string[][], firstLine: number, mayBreakLines: boolean): NumberedRows {
  const rows: string[][] = []
  const lines: number[] = []
  let line = firstLine
  for (const row of data) {
    withoutCarriageReturn(row)
    if (row.length > 1 || !blank.test(row[0] ?? '')) {
      rows.push(row)
      lines.push(line)
    }
    line += 1 + (mayBreakLines ? lineFeedsIn(row) : 0)
  }
  return { rows, lineOf: (row) => lines[row] ?? line, nextLine: line }
}

/** Rows are split at line feeds, which leaves the other half of the line end in the last field. */
function withoutCarriageReturn(row: string[]): void {
  const last = row.at(-1)
  if (last?.endsWith('\r')) row[row.length - 1] = last.slice(0, -1)
}

function lineFeedsIn(row: readonly string[]): number {
  let count = 0
  for (const field of row) {
    for (let at = field.indexOf('\n'); at !== -1; at = field.indexOf('\n', at + 1)) count++
  }
  return count
}

/**
 * Checks that no row has more fields than the table has columns; missing ones at the end count as missing values.
 *
 * @throws `RaggedRow`
 */
export function checkWidth(rows: CsvRows, width: number, name: string): void {
  rows.rows.forEach((row, index) => {
    if (row.length > width) throw new RaggedRow(name, rows.lineOf(index), width, row.length)
  })
}
