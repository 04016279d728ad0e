import { defaultRow, type BoundRegistry } from '@lamindb/core'

import { bioUid } from '../bio-uid.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import type { SourceTableRow } from './source-table.ts'

type Column = ReturnType<BoundRegistry['meta']['columns']['get']> & object

/** What public tables call a column of ours. */
const TABLE_NAMES: { readonly [column: string]: string } = {
  description: 'definition',
  ncbi_gene_ids: 'ncbi_gene_id',
}

/** Turns rows of a public table into rows of a registry: its columns, uid, source and organism; the rest are defaults. */
export class RowMapper {
  /** The columns that {@link valuesOf} fills, in its order. */
  readonly columns: readonly Column[]
  readonly #registry: string
  readonly #organismName: string | undefined
  readonly #readers: readonly ((row: SourceTableRow, uid: string) => unknown)[]
  readonly #fields: readonly (readonly [property: string, read: (row: SourceTableRow) => unknown])[]

  constructor(registry: BoundRegistry, source: Source, organism: Organism | undefined) {
    const { meta } = registry
    const fixed: { [column: string]: unknown } = {
      ...defaultRow(meta),
      source_id: source.id,
      ...(meta.has('organismId') && { organism_id: organism?.id }),
    }
    this.#registry = meta.name
    this.#organismName = organism?.name
    this.columns = [...meta.columns.values()].filter(({ isText, column }) => isText || column in fixed)
    this.#readers = this.columns.map(({ isText, column, property }) => {
      if (column === 'uid') return (_row, uid) => uid
      return isText && !(column in fixed) ? reader(column, property) : () => fixed[column]
    })
    const identifying = ['ontologyId', 'name', 'symbol', 'ensemblGeneId', 'stableId', 'uniprotkbId']
    this.#fields = identifying.flatMap((property) => {
      const column = meta.columns.get(property)
      return column ? [[property, reader(column.column, property)] as const] : []
    })
  }

  /** Driver values in the order of {@link columns}. */
  valuesOf(row: SourceTableRow): unknown[] {
    const uid = this.uidOf(row)
    return this.#readers.map((read) => read(row, uid))
  }

  uidOf(row: SourceTableRow): string {
    const fields = Object.fromEntries(this.#fields.map(([property, read]) => [property, read(row)]))
    return bioUid(this.#registry, fields, this.#organismName)
  }
}

/** Reads a column under its own name, the field's or that of public tables; missing and empty texts are null. */
export function reader(column: string, property: string): (row: SourceTableRow) => unknown {
  const inTables = TABLE_NAMES[column] ?? column
  return (row) => {
    const value = row[column] ?? row[property] ?? row[inTables]
    return value === undefined || value === '' ? null : value
  }
}
