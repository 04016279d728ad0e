import { sql } from 'kysely'

import type { Queries } from '../../database/database.ts'
import { instanceOf } from '../../registry/record-state.ts'
import type { ThroughMeta } from '../../registry/registry-meta.ts'
import { columnRef } from '../../registry/where.ts'
import { oneOf } from '../../registry/comparison.ts'
import type { Schema } from '../schema.ts'
import { membersRelation } from './schema-members.ts'

/** What is shown of a member of a schema. */
export interface MemberPreview {
  readonly name: string
  /** Null for members that are no features: they have the dtype of the schema. */
  readonly dtype: string | null
}

const ID = { isText: false, isJson: false }

/**
 * The first members of several schemas in the order of their links, by id of the schema: one query per registry of
 * members, and no more rows than are shown.
 */
export async function memberPreviews(
  schemas: readonly Schema[],
  most: number,
): Promise<ReadonlyMap<number, readonly MemberPreview[]>> {
  const previews = new Map<number, MemberPreview[]>()
  for (const [relation, group] of Map.groupBy(schemas, membersRelation)) {
    if (!relation) continue
    const { queries } = instanceOf(group[0] as Schema)
    const ids = [...new Set(group.map(({ id }) => id))]
    for (const [id, members] of await readPreviews(queries, relation, ids, most)) previews.set(id, members)
  }
  return previews
}

async function readPreviews(
  queries: Queries,
  { link, target, ownColumn, targetColumn }: ThroughMeta,
  ids: readonly number[],
  most: number,
): Promise<Map<number, MemberPreview[]>> {
  const { dialect } = target.registry.instance
  const own = columnRef(link, ownColumn)
  const position = sql`row_number() over (partition by ${own} order by ${columnRef(link, 'id')})`
  const dtype = target.name === 'Feature' ? columnRef(target, '_dtype_str') : sql`null`
  const name = target.columns.get(target.nameField)?.column ?? 'uid'
  const { rows } = await sql<{ schema_id: unknown; name: unknown; dtype: unknown }>`select * from (
    select ${own} as schema_id, ${columnRef(target, name)} as name, ${dtype} as dtype, ${position} as position
    from ${sql.table(link.table)}
    join ${sql.table(target.table)} on ${columnRef(target, 'id')} = ${columnRef(link, targetColumn)}
    where ${oneOf(own, ID, ids, dialect)}
  ) as members where position <= ${most} order by position`.execute(queries)
  const previews = rows.map((row) => ({
    schemaId: Number(row.schema_id),
    name: String(row.name),
    dtype: typeof row.dtype === 'string' ? row.dtype : null,
  }))
  return Map.groupBy(previews, ({ schemaId }) => schemaId)
}
