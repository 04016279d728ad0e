import { writeFileSync } from 'node:fs'
import { inspect, isDeepStrictEqual } from 'node:util'

const reached = new Set<number>()

/** Leaves the lines whose claims were reached in `reached.json` when the program ends. */
export function leaveReached(): void {
  process.on('exit', () => writeFileSync('reached.json', JSON.stringify([...reached])))
}

/**
 * Ends a program of a page that claims another value than it has.
 *
 * @param line - of the page
 */
export function same(line: number, found: unknown, claimed: unknown): void {
  reached.add(line)
  if (isDeepStrictEqual(plain(found), plain(claimed))) return
  throw new Error(`Line ${line} claims ${show(claimed)}, the program has ${show(found)}.`)
}

/** Lists and objects of any class as plain ones. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map) return plain(Object.fromEntries(value))
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]))
}

const show = (value: unknown): string => inspect(plain(value), { depth: 10 })
