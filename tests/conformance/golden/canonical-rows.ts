import { createHash } from 'node:crypto'
import { floatRepr } from '../python/float-repr.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from './golden-json.ts'

/** A row of a table; the first cell is its id. */
export type GoldenRow = readonly GoldenJson[]

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * Hash of a table: its rows as JSON without blanks, sorted by first cell, then by the second, joined with newlines,
 * SHA-256 in hexadecimal.
 */
export function canonicalHash(rows: readonly GoldenRow[]): string {
  return sha256(sortRows(rows).map(compactJson).join('\n'))
}

/** Rows in the order of the canonical hash. */
export function sortRows(rows: readonly GoldenRow[]): GoldenRow[] {
  const keyed = rows.map((row) => ({
    row,
    first: cellText(row[0]),
    second: row.length > 1 ? listText(row[1]) : '[]',
  }))
  return keyed
    .toSorted((a, b) => compareCodePoints(a.first, b.first) || compareCodePoints(a.second, b.second))
    .map(({ row }) => row)
}

/** The `count` rows whose first cell has the smallest SHA-256, in table order. */
export function sampleRows(rows: readonly GoldenRow[], count = 200): GoldenRow[] {
  return rows
    .map((row, index) => ({ index, digest: sha256(cellText(row[0])) }))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : a.index - b.index))
    .slice(0, count)
    .map(({ index }) => index)
    .toSorted((a, b) => a - b)
    .map((index) => rows[index] ?? [])
}

/** JSON without blanks, non-ASCII as is; floats keep their point. */
export function compactJson(value: GoldenJson): string {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return floatRepr(value)
  if (isGoldenList(value)) return `[${value.map(compactJson).join(',')}]`
  if (!isGoldenObject(value)) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${compactJson(item)}`)
    .join(',')}}`
}

/** Order of texts by code point. */
export function compareCodePoints(left: string, right: string): number {
  const limit = Math.min(left.length, right.length)
  for (let index = 0; index < limit; index += 1) {
    const [a, b] = [left.codePointAt(index) ?? 0, right.codePointAt(index) ?? 0]
    if (a !== b) return a - b
  }
  return left.length - right.length
}

function cellText(cell: GoldenJson | undefined): string {
  if (typeof cell === 'string') return cell
  return cell === undefined || cell === null ? 'None' : compactJson(cell)
}

/** The second cell counts as a printed list of one, which puts quotes before the text. */
function listText(cell: GoldenJson | undefined): string {
  return `['${cellText(cell)}']`
}
