import { ValidationError } from '../errors.ts'
import { oneOf } from './comparison.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'

/** A record that has one of the values looked for. */
export interface MatchingRow {
  readonly id: number
  readonly value: unknown
  readonly typeId: number | null
}

const ID = { isText: false, isJson: false }

/**
 * One row per value: where several have it, the one without type, else the one whose type is nearest to the root.
 *
 * @throws ValidationError when no row comes before the others
 */
export async function keepTopmost(meta: RegistryMeta, rows: readonly MatchingRow[]): Promise<MatchingRow[]> {
  const groups = [...Map.groupBy(rows, (row) => row.value).values()]
  const isRepeated = (group: readonly MatchingRow[]): boolean =>
    group.length > 1 && !group.some((row) => row.typeId === null)
  const typeIds = groups.filter(isRepeated).flatMap((group) => group.map((row) => row.typeId as number))
  const types = await typeChains(meta, typeIds)
  return groups.map((group) => topmostOf(meta, group, types))
}

function topmostOf(
  { name }: RegistryMeta,
  group: readonly MatchingRow[],
  types: ReadonlyMap<number, TypeRow>,
): MatchingRow {
  const [first] = group as [MatchingRow]
  if (group.length === 1) return first
  const what = `${name.toLowerCase()}s`
  const ambiguous = (found: string): ValidationError =>
    new ValidationError(`Ambiguous match for ${name} '${String(first.value)}': found ${found}`)
  const roots = group.filter((row) => row.typeId === null)
  if (roots.length > 1) throw ambiguous(`${roots.length} root-level ${what}`)
  if (roots[0]) return roots[0]
  const depths = group.map((row) => depthOf(row.typeId as number, types))
  const least = Math.min(...depths)
  const topmost = group.filter((_, i) => depths[i] === least)
  if (topmost.length === 1) return topmost[0] as MatchingRow
  const names = topmost.map((row) => `'${types.get(row.typeId as number)?.name ?? ''}'`)
  throw ambiguous(`${topmost.length} ${what} at depth ${least} (under types: [${names.join(', ')}])`)
}

interface TypeRow {
  readonly name: string | null
  readonly parentId: number | null
}

function depthOf(typeId: number, types: ReadonlyMap<number, TypeRow>): number {
  let depth = 0
  let id: number | null = typeId
  const passed = new Set<number>()
  while (id !== null && !passed.has(id)) {
    passed.add(id)
    id = types.get(id)?.parentId ?? null
    depth++
  }
  return depth
}

/** The types of rows and all types above them: one query per level. */
async function typeChains(meta: RegistryMeta, ids: readonly number[]): Promise<Map<number, TypeRow>> {
  const { queries, dialect } = meta.registry.instance
  const types = new Map<number, TypeRow>()
  let level = [...new Set(ids)]
  while (level.length > 0) {
    const rows = await queries
      .selectFrom(meta.table)
      .select(['id', 'name', 'type_id'])
      .where(oneOf(columnRef(meta, 'id'), ID, level, dialect))
      .execute()
    for (const row of rows) {
      const parentId = row['type_id'] === null ? null : Number(row['type_id'])
      types.set(Number(row['id']), { name: row['name'] as string | null, parentId })
    }
    level = [...new Set(rows.map((row) => Number(row['type_id'])))].filter((id) => id > 0 && !types.has(id))
  }
  return types
}
