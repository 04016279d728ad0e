import type { RegistryMeta } from '../../registry-meta.ts'
import { textColumns, wordColumns } from '../search-fields.ts'

/** Names of what belongs to the search index of one table. Python ignores tables that begin so. */
export interface IndexNames {
  /** Trigrams: a virtual table on SQLite, an index on Postgres. */
  readonly trigrams: string
  /** Words: likewise. */
  readonly words: string
  /** Table of the different words. */
  readonly vocabulary: string
  /** Trigrams of the different words. */
  readonly vocabularyTrigrams: string
  /** SQLite: the trigger that notes changed rows. */
  readonly trigger: string
}

export const indexNames = ({ table }: RegistryMeta): IndexNames => ({
  trigrams: `laminx_search_${table}`,
  words: `laminx_words_${table}`,
  vocabulary: `laminx_vocabulary_${table}`,
  vocabularyTrigrams: `laminx_terms_${table}`,
  trigger: `laminx_search_${table}_update`,
})

/** One row for each indexed table: up to which id, how many rows, and which columns. */
export const STATE_TABLE = 'laminx_search_state'

/** SQLite: ids of rows that changed since. */
export const QUEUE_TABLE = 'laminx_search_queue'

/** Says what an index was made from. Another text means that it has to be made anew. */
export function indexedColumns(meta: RegistryMeta): string {
  const columns = textColumns(meta).map(({ column }) => column)
  return `1 ${columns.join(' ')} / ${wordColumns(meta)
    .map(({ column }) => column)
    .join(' ')}`
}
