import type { Timestamp } from '../../identity/timestamp.ts'
import { cellWidth, fitCell } from './cell-width.ts'
import type { TextNode } from './text-tree.ts'

/** Columns of the tables of features and labels. */
const NAME_WIDTH = 30
const TYPE_WIDTH = 35
const VALUES_WIDTH = 40

/** Items in two columns, in the order of reading. */
export function twoColumns(items: readonly string[]): TextNode {
  const width = Math.max(...items.filter((_, index) => index % 2 === 0).map(cellWidth))
  const lines: string[] = []
  for (let index = 0; index < items.length; index += 2) {
    lines.push(`${fitCell(items[index] ?? '', width)}  ${items[index + 1] ?? ''}`)
  }
  return { lines }
}

/** A row of a table of features or labels. */
export interface ThreeColumns {
  readonly name: string
  readonly type: string
  readonly values: string
}

export function threeColumns({ name, type, values }: ThreeColumns): string {
  return `${fitCell(name, NAME_WIDTH)}  ${fitCell(type, TYPE_WIDTH)}  ${fitCell(values, VALUES_WIDTH)}`
}

const LONGEST_LINE = 80

/** A longer text under a title: its first lines, each cut to 80 characters. */
export function excerpt(title: string, text: string, mostLines: number, uid = ''): TextNode {
  const lines = text.split('\n')
  const shown = lines.slice(0, mostLines).map((line) => `│ ${cut(line)}`)
  const more = lines.length > mostLines ? ['│ …'] : []
  return { lines: [`${title}: ${uid}`, ...shown, ...more] }
}

function cut(line: string): string {
  const characters = [...line]
  return characters.length > LONGEST_LINE ? `${characters.slice(0, LONGEST_LINE).join('')} …` : line
}

const UNITS = ['KB', 'MB', 'GB', 'TB']

/** A number of bytes for reading, in steps of 1024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const step = Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length)
  return `${(bytes / 1024 ** step).toFixed(1)} ${String(UNITS[step - 1])}`
}

/** `2026-01-02 03:04:05 UTC`; empty for a time that has not come. */
export const formatTime = (time: Timestamp | null | undefined): string =>
  time ? `${time.toSql().slice(0, 19)} UTC` : ''

/** Distinct values, at most ten. */
export function formatValues(values: readonly string[], most = 10): string {
  const distinct = [...new Set(values)]
  return distinct.slice(0, most).join(', ') + (distinct.length > most ? ', ...' : '')
}
