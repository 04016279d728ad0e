import type { TableColumn } from './data-table.ts'

const KEY = 'pandas'

/** A column and whether some of its values are missing. */
export interface DescribedColumn {
  readonly column: TableColumn
  readonly hasNulls: boolean
}

export interface DescribedChanges {
  /** New names of columns by their old ones. */
  readonly names?: ReadonlyMap<string, string>
  readonly attrs?: { readonly [key: string]: unknown } | undefined
}

/** What is said of a table that pandas said nothing about. */
const UNDESCRIBED = JSON.stringify({ index_columns: [], column_indexes: [], columns: [], attributes: {} })

interface StoredColumn {
  readonly field_name?: unknown
  readonly numpy_type?: unknown
}

/**
 * The metadata of a table with what pandas said about its columns brought up to date: curation converts columns and gives
 * them other names. What is said about the table as a whole is part of it.
 */
export function describedAnew(
  metadata: ReadonlyMap<string, string>,
  columns: readonly DescribedColumn[],
  { names = new Map(), attrs }: DescribedChanges = {},
): Map<string, string> {
  const text = metadata.get(KEY) ?? (attrs && UNDESCRIBED)
  if (text === undefined) return new Map(metadata)
  const stored = JSON.parse(text) as { columns?: readonly StoredColumn[] }
  const byName = new Map(columns.map((one) => [one.column.name, one]))
  const described = (stored.columns ?? []).map((column) => {
    const name = names.get(String(column.field_name))
    const renamed = name === undefined ? column : { ...column, name, field_name: name }
    const now = byName.get(name ?? String(column.field_name))
    return now === undefined ? renamed : { ...renamed, numpy_type: typeName(now) }
  })
  const description = { ...stored, columns: described, ...(attrs && { attributes: attrs }) }
  return new Map([...metadata, [KEY, JSON.stringify(description)]])
}

/** Integers and booleans with missing values are of other types in pandas. */
function typeName({ column: { physical }, hasNulls }: DescribedColumn): string {
  if (!hasNulls) return physical
  if (physical === 'int64') return 'Int64'
  return physical === 'bool' ? 'object' : physical
}
