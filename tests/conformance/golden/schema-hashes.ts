import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from './golden-json.ts'

/**
 * Recorded changes with placeholders for the hashes of schemas that have members: these hash the uids of features, which
 * were random.
 *
 * @param numbers - number of each hash in its case; new ones are added
 */
export function withSchemaHashes(changes: GoldenObject, numbers: Map<string, number>): GoldenObject {
  const { lamindb_schema: change } = changes
  if (!isGoldenObject(change)) return changes
  const { inserted = [], updated = {} } = change
  const rows = isGoldenList(inserted) ? inserted : []
  const changed = Object.entries(isGoldenObject(updated) ? updated : {})
  const masked = {
    ...('inserted' in change
      ? { inserted: rows.map((row) => (hasMembers(row) ? masking(row, numbers) : row)) }
      : {}),
    ...('updated' in change
      ? { updated: Object.fromEntries(changed.map(([id, columns]) => [id, masking(columns, numbers)])) }
      : {}),
  }
  return { ...changes, lamindb_schema: { ...change, ...masked } }
}

const hasMembers = (row: GoldenJson): boolean => isGoldenObject(row) && row['n_members'] !== null

function masking(row: GoldenJson, numbers: Map<string, number>): GoldenJson {
  if (!isGoldenObject(row) || typeof row['hash'] !== 'string') return row
  const number = numbers.get(row['hash']) ?? numbers.size + 1
  numbers.set(row['hash'], number)
  return { ...row, hash: `<schema_hash:${number}>` }
}
