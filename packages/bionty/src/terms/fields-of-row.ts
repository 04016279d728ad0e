import type { RegistryMeta } from '@lamindb/core'

import type { TermRow } from '../content/term-row.ts'

export type TermColumn = ReturnType<RegistryMeta['columns']['get']> & object

/** What tables of public sources call a field of ours. */
const TABLE_NAMES: { readonly [property: string]: string } = {
  description: 'definition',
  ncbiGeneIds: 'ncbiGeneId',
}

/** The columns of a registry that tables of public sources may have values for: texts and numbers about the thing itself. */
export function termColumns(meta: RegistryMeta): TermColumn[] {
  const keys = new Set(
    [...meta.relations.values()].map((relation) => relation.kind === 'toOne' && relation.idColumn.property),
  )
  return [...meta.columns.values()].filter(
    ({ property, primary, isJson, isBoolean, isTimestamp }) =>
      !primary && !isJson && !isBoolean && !isTimestamp && property !== 'uid' && !keys.has(property),
  )
}

/** Reads a field from a row, under its own name or that of tables; missing and empty texts are null. */
export function fieldReader({ property, isText }: TermColumn): (row: TermRow) => unknown {
  const inTables = TABLE_NAMES[property] ?? property
  return (row) => {
    const value = row[property] ?? row[inTables] ?? null
    if (value === '') return null
    return isText && value !== null && typeof value !== 'string' ? String(value) : value
  }
}

/** What a row says about the fields of a registry; fields that it says nothing about are left out. */
export function fieldsOfRow(meta: RegistryMeta, row: TermRow): { [property: string]: unknown } {
  const fields = termColumns(meta).map((column) => [column.property, fieldReader(column)(row)] as const)
  return Object.fromEntries(fields.filter(([, value]) => value !== null))
}

/** The fields of a registry that rows of a table with these columns can be found by: those of the same name. */
export function fieldsOfTable(meta: RegistryMeta, columns: ReadonlySet<string>): string[] {
  return termColumns(meta)
    .map(({ property }) => property)
    .filter((property) => columns.has(property))
}
