import { sql, type SqlBool } from 'kysely'

import type { RegistryMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'

/** The condition on records of a type and of the types below it. */
export function belowType(meta: RegistryMeta, typeId: number): ReturnType<typeof sql<SqlBool>> {
  const table = sql.table(meta.table)
  return sql<SqlBool>`${columnRef(meta, 'type_id')} in (
    with recursive types(id) as (
      select cast(${typeId} as integer)
      union
      select one.id from ${table} as one join types on one.type_id = types.id where one.is_type
    ) select id from types)`
}
