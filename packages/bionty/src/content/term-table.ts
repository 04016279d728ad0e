import { rowsOfSource } from '../ontology/ontology-table.ts'
import type { SourceKey } from '../sources/index.ts'
import { snakeCase, type TermRow } from './term-row.ts'

/** The terms of a source, in the order of its table. */
export class TermTable {
  readonly source: SourceKey
  /** All rows, those of foreign prefixes too. */
  readonly rows: readonly TermRow[]
  /** Whether these are all terms of the source; the table that comes with this package has some organisms only. */
  readonly isComplete: boolean
  /** Where the rows were read from. */
  readonly path: string | undefined
  #columns: ReadonlySet<string> | undefined
  #own: readonly TermRow[] | undefined
  #byOntologyId: ReadonlyMap<string, TermRow> | undefined
  readonly #filterPrefix: boolean

  constructor(
    source: SourceKey,
    rows: readonly TermRow[],
    {
      isComplete = true,
      filterPrefix = true,
      path,
    }: { readonly isComplete?: boolean; readonly filterPrefix?: boolean; readonly path?: string } = {},
  ) {
    this.source = source
    this.rows = rows
    this.isComplete = isComplete
    this.path = path
    this.#filterPrefix = filterPrefix
  }

  /** Names of the columns, as rows have them. */
  get columns(): ReadonlySet<string> {
    this.#columns ??= new Set(this.rows.slice(0, 1).flatMap((row) => Object.keys(row)))
    return this.#columns
  }

  /** Names of the columns, as tables have them. */
  get columnNames(): readonly string[] {
    return [...this.columns].map(snakeCase)
  }

  /** The rows that the source stands for: without terms of other ontologies, unless that would leave none. */
  get ownRows(): readonly TermRow[] {
    this.#own ??=
      this.#filterPrefix && this.columns.has('ontologyId')
        ? rowsOfSource(this.rows.map(identified), this.source.name)
        : this.rows
    return this.#own
  }

  /** A term by its id; the first of several. */
  term(ontologyId: string): TermRow | undefined {
    this.#byOntologyId ??= firstByOntologyId(this.rows)
    return this.#byOntologyId.get(ontologyId)
  }
}

type IdentifiedRow = TermRow & { readonly ontologyId: string }

const identified = (row: TermRow): IdentifiedRow =>
  typeof row.ontologyId === 'string' ? (row as IdentifiedRow) : { ...row, ontologyId: '' }

function firstByOntologyId(rows: readonly TermRow[]): ReadonlyMap<string, TermRow> {
  const byId = new Map<string, TermRow>()
  for (const row of rows)
    if (typeof row.ontologyId === 'string' && !byId.has(row.ontologyId)) byId.set(row.ontologyId, row)
  return byId
}
