import { sql, type Expression, type SqlBool } from 'kysely'

import type { RegistryMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'

/**
 * Rows whose uid begins with a text, by index and minding case on both databases: on SQLite `{` follows `z` in the order
 * of bytes; on Postgres the order depends on the collation, so its pattern index is used.
 */
export function uidStartsWith(meta: RegistryMeta, prefix: string): Expression<SqlBool> {
  const column = columnRef(meta, 'uid')
  if (meta.registry.instance.dialect === 'postgresql')
    return sql`${column} like ${`${prefix.replace(/[\\%_]/g, String.raw`\$&`)}%`}`
  return sql`(${column} >= ${prefix} and ${column} < ${`${prefix}{`})`
}
