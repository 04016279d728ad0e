import { defaultRow, type BoundRegistry } from '@lamindb/core'
import { ValidationError } from '@lamindb/core/errors'

import { bioUid } from '../bio-uid.ts'
import type { TermRow } from '../content/term-row.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { fieldReader, termColumns, type TermColumn } from '../terms/fields-of-row.ts'

/** The fields that a uid may be made from. */
const IDENTIFYING = ['ontologyId', 'name', 'symbol', 'ensemblGeneId', 'stableId', 'uniprotkbId'] as const

/** Turns rows of a public table into rows of a registry: its columns, uid, source and organism; the rest are defaults. */
export class RowMapper {
  /** The columns that {@link valuesOf} fills, in its order. */
  readonly columns: readonly TermColumn[]
  /** The columns among them that the table decides, and the source. */
  readonly tableColumns: readonly TermColumn[]
  readonly #registry: BoundRegistry
  readonly #organismName: string | undefined
  readonly #readers: readonly ((row: TermRow, uid: string) => unknown)[]
  readonly #identifying: readonly (readonly [property: string, read: (row: TermRow) => unknown])[]

  constructor(registry: BoundRegistry, source: Source, organism: Organism | undefined) {
    const { meta } = registry
    const fixed: { readonly [column: string]: unknown } = {
      ...defaultRow(meta),
      source_id: source.id,
      ...(meta.has('organismId') && { organism_id: organism?.id }),
    }
    const ofTerms = new Set(termColumns(meta))
    this.#registry = registry
    this.#organismName = organism?.name
    this.columns = [...meta.columns.values()].filter(
      (column) => ofTerms.has(column) || column.column === 'uid' || column.column in fixed,
    )
    this.tableColumns = this.columns.filter((column) => ofTerms.has(column) || column.column === 'source_id')
    this.#readers = this.columns.map((column) => {
      if (column.column === 'uid') return (_row, uid) => uid
      if (!ofTerms.has(column)) return () => fixed[column.column]
      return this.#checkedReader(column)
    })
    this.#identifying = IDENTIFYING.flatMap((property) => {
      const column = meta.columns.get(property)
      return column ? [[property, fieldReader(column)] as const] : []
    })
  }

  /**
   * Driver values in the order of {@link columns}.
   *
   * @throws ValidationError for a text that is longer than its column, or a text where the column holds numbers
   */
  valuesOf(row: TermRow, uid: string): unknown[] {
    return this.#readers.map((read) => read(row, uid))
  }

  /** @throws InvalidArgument when the row has nothing that identifies it */
  uidOf(row: TermRow): string {
    const fields = Object.fromEntries(this.#identifying.map(([property, read]) => [property, read(row)]))
    return bioUid(this.#registry.meta.name, fields, this.#organismName)
  }

  #checkedReader(column: TermColumn): (row: TermRow) => unknown {
    const read = fieldReader(column)
    const { isText, length, property } = column
    const problem = (row: TermRow, what: string): ValidationError =>
      new ValidationError(
        `${this.#registry.meta.name}.${property} ${what}: row '${String(this.#identifying.map(([, readId]) => readId(row)).find((id) => id !== null))}' of the source. Nothing was written.`,
      )
    return (row) => {
      const value = read(row)
      if (value === null) return null
      if (!isText) {
        if (Number.isFinite(Number(value))) return Number(value)
        throw problem(row, `is a number, got '${String(value)}'`)
      }
      const text = value as string
      if (length !== undefined && text.length > length && [...text].length > length)
        throw problem(row, `takes at most ${length} characters, got ${[...text].length}`)
      return text
    }
  }
}
