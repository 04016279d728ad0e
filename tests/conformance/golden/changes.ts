import { isGoldenObject, type GoldenJson, type GoldenObject } from './golden-json.ts'

const TIME = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/u

/**
 * Recorded changes without updates that are none: the reference writes times anew, with more digits, when it saves a
 * row again. They stay where the actual changes have them.
 *
 * @param actual - see {@link withoutRewrittenTimes}
 */
export function withoutTimeUpdates(recorded: GoldenObject, actual: GoldenObject): GoldenObject {
  return mapUpdates(recorded, (table, id, column, value) => {
    if (value !== '<time>') return true
    return columnsAt(actual, table, id)[column] !== undefined
  })
}

/**
 * Actual changes without times that replace other times.
 *
 * @param before - the value of a column before
 */
export function withoutRewrittenTimes(
  actual: GoldenObject,
  before: (table: string, id: string, column: string) => GoldenJson | undefined,
): GoldenObject {
  return mapUpdates(actual, (table, id, column, value) => {
    const old = before(table, id, column)
    return !(isTime(value) && isTime(old))
  })
}

function isTime(value: GoldenJson | undefined): boolean {
  return typeof value === 'string' && TIME.test(value)
}

function columnsAt(changes: GoldenObject, table: string, id: string): GoldenObject {
  const updated = isGoldenObject(changes[table]) ? changes[table]['updated'] : undefined
  const columns = isGoldenObject(updated) ? updated[id] : undefined
  return isGoldenObject(columns) ? columns : {}
}

/** Keeps the updated columns that a test lets pass; rows and tables without changes are left out. */
function mapUpdates(
  changes: GoldenObject,
  keeps: (table: string, id: string, column: string, value: GoldenJson) => boolean,
): GoldenObject {
  const kept: Record<string, GoldenJson> = {}
  for (const [table, change] of Object.entries(changes)) {
    const { updated = {}, ...rest } = isGoldenObject(change) ? change : {}
    const rows: Record<string, GoldenJson> = {}
    for (const [id, columns] of Object.entries(isGoldenObject(updated) ? updated : {})) {
      const entries = Object.entries(isGoldenObject(columns) ? columns : {})
      const changed = entries.filter(([column, value]) => keeps(table, id, column, value))
      if (changed.length > 0) rows[id] = Object.fromEntries(changed)
    }
    const all = Object.keys(rows).length > 0 ? { ...rest, updated: rows } : rest
    if (Object.keys(all).length > 0) kept[table] = all
  }
  return kept
}
