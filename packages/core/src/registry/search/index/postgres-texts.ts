import { sql, type RawBuilder, type SqlBool } from 'kysely'

import type { ColumnMeta, RegistryMeta } from '../../registry-meta.ts'
import { likePattern } from '../like-pattern.ts'
import { textColumns, wordColumns } from '../search-fields.ts'

/**
 * Columns in one text, as it stands in an index: Postgres finds an index only by the very expression. `concat_ws` would
 * be shorter, but does not count as immutable.
 */
function joined(columns: readonly ColumnMeta[]): RawBuilder<string> {
  const texts = columns.map(({ column }) => sql`coalesce(${sql.ref(column)}, '')`)
  return sql<string>`(${sql.join(texts, sql.raw(" || E'\\n' || "))})`
}

/** All text columns of a row. */
export const allTexts = (meta: RegistryMeta): RawBuilder<string> => joined(textColumns(meta))

/** The words of a row. Postgres refuses rows whose words take more than a megabyte: the index stops before. */
export const wordVector = (meta: RegistryMeta): RawBuilder<unknown> =>
  sql`to_tsvector('simple', left(${joined(wordColumns(meta))}, 100000))`

/** Whether any text column contains a text, whatever the case. */
export const containsText = (meta: RegistryMeta, text: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${allTexts(meta)} ilike ${likePattern(text)}`
