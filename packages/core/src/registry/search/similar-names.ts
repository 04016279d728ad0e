import { sql } from 'kysely'

import { oneOf } from '../comparison.ts'
import { fieldOf } from '../record-state.ts'
import type { BoundRegistry, RegistryRecord } from '../record.ts'
import { defaultScope, narrowed, type Scope } from '../scope.ts'
import { columnRef } from '../where.ts'
import { exactHits } from './exact-hits.ts'
import { INDEXED_FROM_ROWS } from './index/limits.ts'
import { searchIndexOf, type SearchIndex } from './index/search-index.ts'
import { SearchText } from './search-text.ts'

const MOST_NAMES = 3

/**
 * Says which records have names like that of a new one. Looks at small tables and at those with an index; makes none.
 *
 * @param fields - as given: without a type, records of every type count
 */
export async function hintSimilarNames(
  registry: BoundRegistry,
  record: RegistryRecord,
  fields: object,
): Promise<void> {
  const { meta, instance } = registry
  const column = meta.columns.get(meta.nameField)
  const name = fieldOf(record, meta.nameField)
  if (!column?.isText || typeof name !== 'string' || name === '') return
  const index = await searchIndexOf(registry, false)
  if (!index && !(await isSmall(registry))) return
  const names = await similarNames(scopeOf(registry, fields), name, index)
  if (names.length === 0) return
  const [are, it] =
    names.length === 1
      ? [`a record with similar ${meta.nameField} exists`, 'it']
      : [`records with similar ${meta.nameField}s exist`, 'one of them']
  const quoted = names.map((each) => `'${each}'`).join(', ')
  instance.logger.hint(
    `you are trying to create a ${meta.name.toLowerCase()} with ${meta.nameField}='${name}' but ${are}: ${quoted}. Did you mean to load ${it}?`,
  )
}

async function isSmall({ meta, instance }: BoundRegistry): Promise<boolean> {
  const { rows } = await sql<{
    top: number | null
  }>`select max(id) as top from ${sql.table(meta.table)}`.execute(instance.queries)
  return (rows[0]?.top ?? 0) < INDEXED_FROM_ROWS
}

function scopeOf(
  registry: BoundRegistry,
  {
    type,
    typeId = type === null ? null : type?.id,
  }: { type?: RegistryRecord | null; typeId?: number | null },
): Scope {
  const scope = defaultScope(registry)
  return registry.meta.hasType && typeId !== undefined ? narrowed(scope, { where: { typeId } }) : scope
}

async function similarNames(scope: Scope, name: string, index: SearchIndex | undefined): Promise<string[]> {
  const { meta, instance } = scope.registry
  const column = meta.columns.get(meta.nameField)
  if (!column) return []
  const text = new SearchText(name, { truncated: true, foldsAll: instance.dialect === 'postgresql' })
  const hits = (await exactHits(scope, [column], text, index)).slice(0, MOST_NAMES)
  if (hits.length === 0) return []
  const rows = await instance.queries
    .selectFrom(meta.table)
    .select(['id', `${column.column} as name`])
    .where(
      oneOf(
        columnRef(meta, 'id'),
        { isText: false, isJson: false },
        hits.map(({ id }) => id),
        instance.dialect,
      ),
    )
    .execute()
  const byId = new Map(rows.map((row) => [Number(row['id']), String(row['name'])]))
  return hits.flatMap(({ id }) => byId.get(id) ?? [])
}
