import { columnKind, textValues } from '@lamindb/formats'
import type { Data, Utf8 } from 'apache-arrow'

import { textCategory } from './coerce/to-category.ts'
import { loadArrow, type Arrow } from './table/arrow-runtime.ts'
import { isArrowChunk, type Chunk, type DataTable } from './table/data-table.ts'
import { categoryColumn } from './table/describe-column.ts'

/**
 * The table with names in the place of their synonyms, within lists too. Columns stay of their type: a category that
 * becomes another one merges with it.
 *
 * @param key - name of the column, `columns` for the names of the columns, `index` for the row labels
 */
export async function replaceSynonyms(
  table: DataTable,
  key: string,
  synonyms: ReadonlyMap<string, string>,
): Promise<DataTable> {
  if (key === 'columns') return table.renamed(synonyms)
  const column = key === 'index' ? table.index.column : table.columns.find(({ name }) => name === key)
  if (!column) return table
  const arrow = await loadArrow()
  const changed = column.kind === 'category' ? categoryColumn(arrow, column.name) : column
  return table.withChanges([{ column: changed, convert: (chunk) => replaced(arrow, chunk, synonyms) }])
}

function replaced(arrow: Arrow, chunk: Chunk, synonyms: ReadonlyMap<string, string>): Chunk {
  if (!isArrowChunk(chunk)) return chunk.map((value) => replacedValue(value, synonyms))
  const kind = columnKind(chunk.type)
  if (kind === 'category') return replacedCategories(arrow, chunk, synonyms)
  if (kind === 'list') return replacedItems(arrow, chunk, synonyms)
  if (kind !== 'text') return chunk
  const values = textValues(new arrow.Vector([chunk])).map((text) => named(text, synonyms))
  return arrow.vectorFromArray(values, chunk.type as Utf8).data[0] as Data
}

const named = (text: string | null, synonyms: ReadonlyMap<string, string>): string | null =>
  text === null ? null : (synonyms.get(text) ?? text)

function replacedValue(value: unknown, synonyms: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return synonyms.get(value) ?? value
  return Array.isArray(value) ? value.map((item) => replacedValue(item, synonyms)) : value
}

function replacedCategories(arrow: Arrow, chunk: Data, synonyms: ReadonlyMap<string, string>): Data {
  const texts = textValues(new arrow.Vector([chunk])).map((text) => named(text, synonyms))
  return textCategory(arrow, texts)
}

function replacedItems(arrow: Arrow, chunk: Data, synonyms: ReadonlyMap<string, string>): Data {
  const [items] = chunk.children
  return items
    ? chunk.clone(chunk.type, chunk.offset, chunk.length, chunk.nullCount, undefined, [
        replaced(arrow, items, synonyms) as Data,
      ])
    : chunk
}
