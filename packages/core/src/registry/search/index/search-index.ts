import type { RawBuilder, SqlBool } from 'kysely'

import type { BoundRegistry } from '../../record.ts'
import type { WordIndex } from '../fuzzy/word-index.ts'

/** What a database keeps beside a table to find rows by parts of their texts. */
export interface SearchIndex {
  /**
   * A SELECT of the ids of all rows that contain the text in any text column, whatever the case, and of others.
   *
   * @returns `undefined` where the index is no help: the text is too short
   */
  proposals(text: string): RawBuilder<unknown> | undefined
  readonly words: WordIndex
  /** Rows that {@link words} does not have yet; there may be a few. */
  readonly unindexed: RawBuilder<SqlBool> | undefined
}

/**
 * The index of a registry's table.
 *
 * @param mayWrite - makes the index when the table is large, and brings it up to date, if the database may be written
 * @returns `undefined` where there is none
 */
export async function searchIndexOf(
  registry: BoundRegistry,
  mayWrite: boolean,
): Promise<SearchIndex | undefined> {
  const writes = mayWrite && !registry.instance.database.readOnly
  if (registry.instance.dialect === 'sqlite') {
    const { openSqliteIndex } = await import('./sqlite-search-index.ts')
    return openSqliteIndex(registry, writes)
  }
  const { openPostgresIndex } = await import('./postgres-search-index.ts')
  return openPostgresIndex(registry, writes)
}
