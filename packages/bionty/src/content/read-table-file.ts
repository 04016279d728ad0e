import { openTable, readTable, textValues, columnKind } from '@lamindb/formats'
import type { Vector } from 'apache-arrow'

import { termRow, type TermRow } from './term-row.ts'

/** Index columns that pandas wrote for rows without labels. */
const unnamedIndex = /^(?:__index_level_\d+__|index)$/

/**
 * Reads the table of a source: parquet, Arrow, CSV or TSV, packed or not. A row index that has a name, as tables of
 * public sources are indexed by `ontology_id`, is one more column.
 *
 * @param suffix - tells the format where the path does not
 * @throws the errors of `@lamindb/formats`: what the file is, what is wrong and where
 */
export async function readTableFile(
  path: string,
  { suffix, signal }: { readonly suffix?: string; readonly signal?: AbortSignal | undefined } = {},
): Promise<TermRow[]> {
  await using source = await openTable(path, { ...(suffix && { suffix }), ...(signal && { signal }) })
  const labels = source.index.flatMap((level) => (level.kind === 'column' ? [level.field] : []))
  const columns = [...new Set([...labels, ...source.columns])].filter((name) => !unnamedIndex.test(name))
  const table = await readTable(source, { columns, ...(signal && { signal }) })
  const values = columns.map((name) => columnValues(table.getChild(name) as Vector))
  return Array.from({ length: table.numRows }, (_, row) =>
    termRow(Object.fromEntries(columns.map((name, index) => [name, values[index]?.[row]]))),
  )
}

function columnValues(vector: Vector): ArrayLike<unknown> {
  const kind = columnKind(vector.type)
  return kind === 'text' || kind === 'category' ? textValues(vector) : [...vector]
}
