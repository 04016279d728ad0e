import {
  findPublicTerms,
  InspectResult,
  type BoundRegistry,
  type Keep,
  type PublicTable,
} from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import { readGraph } from '../content/read-content.ts'
import { sourceTablesOf } from '../content/source-tables.ts'
import { camelCase, type TermRow } from '../content/term-row.ts'
import type { TermTable } from '../content/term-table.ts'
import type { Ontology } from '../ontology/index.ts'
import { entityClassName } from '../sources/index.ts'
import type { Organism } from '../registries/organism.ts'
import type { Source } from '../registries/source.ts'
import { diffTerms, type TermsDiff } from './diff-terms.ts'
import { rankTerms, type RankedTerm, type SearchOptions } from './rank-terms.ts'
import { termLookup, type TermLookup } from './term-lookup.ts'
import { rememberOrigin, type PublicTerm } from './term-origin.ts'
import { standardNames } from './standard-names.ts'
import { checkKindOfValues, distinctValues, valuesOf } from './term-values.ts'

/** Which column is meant. */
export interface TermFieldOptions {
  /** Column of the table, such as `ontologyId`; by default `name`, else `symbol`. */
  readonly field?: string
}

export interface InspectTermsOptions extends TermFieldOptions {
  /** Whether to look for names of the others; true by default. */
  readonly standardize?: boolean
}

export interface StandardizeTermsOptions extends TermFieldOptions {
  /** The column whose value takes the place of the name. */
  readonly returnField?: string
  readonly caseSensitive?: boolean
  /** Which of several terms with a synonym counts; `false` gives all. */
  readonly keep?: Keep
  readonly synonymsField?: string | null
}

/** What a public table was opened for. */
export interface PublicTableOf {
  readonly registry: BoundRegistry
  readonly source: Source | undefined
  readonly organism: Organism | undefined
  readonly table: TermTable
}

/** The table of a public source, in memory: all terms of one release. Nothing here looks at the registry. */
export class PublicOntology {
  /** Class name of the registry, such as `CellType`. */
  readonly entity: string
  /** Common name, `all`, or a group of organisms. */
  readonly organism: string | undefined
  /** Short name of the source, such as `cl`. */
  readonly source: string | undefined
  readonly version: string | undefined
  /** The row of the source. */
  readonly sourceRecord: Source | undefined
  readonly #of: PublicTableOf

  constructor(of: PublicTableOf) {
    this.entity = entityClassName(of.registry.meta.entityName)
    this.organism = of.source?.organism
    this.source = of.source?.name
    this.version = of.source?.version
    this.sourceRecord = of.source
    this.#of = of
  }

  /** Number of rows, those of foreign prefixes too. */
  get length(): number {
    return this.#rows.length
  }

  /** Columns of the table, in camel case. */
  get fields(): readonly string[] {
    return [...this.#of.table.columns]
  }

  /** Every row, those of foreign prefixes too: what {@link validate} and the like look at. */
  get rows(): readonly PublicTerm[] {
    return this.#rows.map((row) => this.#handedOut(row))
  }

  /** The rows that the source stands for: without terms of other ontologies. */
  toDataFrame(): readonly PublicTerm[] {
    return this.#of.table.ownRows.map((row) => this.#handedOut(row))
  }

  /**
   * Whether the table has each value in a column, exactly and minding case.
   *
   * @throws InvalidArgument for an unknown column, or numbers where the column has texts
   */
  validate(values: unknown, options: TermFieldOptions = {}): boolean[] {
    const field = this.#fieldOf(options.field)
    const flat = valuesOf(values)
    const held = new Set(this.#rows.map((row) => row[field] ?? undefined))
    checkKindOfValues(flat, this.#rows, field)
    return flat.map((value) => value !== null && value !== undefined && value !== '' && held.has(value))
  }

  /** Which values the table has, and what the others stand for. @throws as {@link validate} does */
  async inspect(values: unknown, options: InspectTermsOptions = {}): Promise<InspectResult> {
    const field = this.#fieldOf(options.field)
    const flat = valuesOf(values)
    checkKindOfValues(flat, this.#rows, field)
    const distinct = distinctValues(flat)
    const isValid = this.validate(distinct, { field })
    const missing = distinct.filter((_, index) => !isValid[index])
    const texts = missing.filter((value) => typeof value === 'string')
    const { mapped } = await findPublicTerms(this.#table, field, texts, options.standardize !== false)
    const names = [...mapped].flatMap(([value, name]) => (typeof name === 'string' ? [[value, name]] : []))
    return new InspectResult({
      values: flat,
      distinct,
      missing: new Set(missing),
      synonymsMapper: Object.fromEntries(names) as { [value: string]: string },
    })
  }

  /**
   * Values with synonyms and differing case replaced by names; what is unknown stays.
   *
   * @throws as {@link validate} does
   */
  async standardize(values: unknown, options: StandardizeTermsOptions = {}): Promise<unknown[]> {
    const flat = valuesOf(values)
    const mapper = await this.standardizeMapper(flat, options)
    return flat.map((value) => (mapper.has(value) ? mapper.get(value) : value))
  }

  /** As {@link standardize}, but gives only the values that change, with what they become. */
  async standardizeMapper(
    values: unknown,
    options: StandardizeTermsOptions = {},
  ): Promise<ReadonlyMap<unknown, unknown>> {
    const field = this.#fieldOf(options.field)
    const returnField = options.returnField === undefined ? field : this.#fieldOf(options.returnField)
    const flat = valuesOf(values)
    const distinct = distinctValues(flat)
    // As the reference has it: with an empty value among them, numbers are what stays as it is.
    if (distinct.length === new Set(flat).size) checkKindOfValues(flat, this.#rows, field)
    return standardNames(this.#table, distinct, { ...options, field, returnField })
  }

  /** Terms by keys that can be typed, for auto-completion. */
  lookup(field?: string): TermLookup {
    const rows = this.#rows.map((row) => this.#handedOut(row))
    return termLookup(rows, this.#fieldOf(field), this.#of.registry.instance.logger)
  }

  /**
   * The terms that contain a text, the best first.
   *
   * @throws InvalidArgument for null instead of a text
   */
  search(text: string, options: SearchOptions = {}): PublicTerm[] {
    return this.rank(text, options).map(({ term }) => term)
  }

  /** As {@link search}, with the scores. */
  rank(text: string, options: SearchOptions = {}): RankedTerm<PublicTerm>[] {
    const { field } = options
    const columns =
      field === undefined || field === null
        ? this.fields
        : (typeof field === 'string' ? [field] : field).map((name) => this.#fieldOf(name))
    const ranked = rankTerms(this.#rows, columns, text, options)
    return ranked.map(({ term, ...rank }) => ({ ...rank, term: this.#handedOut(term) }))
  }

  /**
   * What two versions of a source tell differently.
   *
   * @throws InvalidArgument unless both are of one registry and source, and of different versions
   */
  diff(other: PublicOntology): TermsDiff {
    if (other.entity !== this.entity)
      throw new InvalidArgument('Both PublicOntology objects must be of the same class.')
    if (other.source !== this.source)
      throw new InvalidArgument('Both PublicOntology objects must use the same source.')
    if (other.version === this.version)
      throw new InvalidArgument('The versions of the PublicOntology objects must differ.')
    const id = this.fields.includes('ontologyId') ? 'ontologyId' : this.#fieldOf(undefined)
    return diffTerms(this.toDataFrame(), other.toDataFrame(), id)
  }

  /**
   * The graph of the ontology file: what tables leave out, such as what replaces an obsolete term.
   *
   * @throws InvalidArgument when the source is a table
   */
  async toOntology(options: { readonly signal?: AbortSignal } = {}): Promise<Ontology> {
    const { table } = this.#of
    if (table.path === undefined)
      throw new InvalidArgument(`${this.entity} of ${this.source ?? 'no source'} has no ontology file.`)
    return readGraph(table.path, options)
  }

  /** Removes the cached files of the source. */
  async clearCache(): Promise<void> {
    const { source, registry } = this.#of
    if (source) await sourceTablesOf(registry.instance).clear(source)
  }

  toString(): string {
    return [
      'PublicOntology',
      `Entity: ${this.entity}`,
      `Organism: ${this.organism ?? ''}`,
      `Source: ${this.source ?? ''}, ${this.version ?? ''}`,
      `#terms: ${this.length}`,
      '\n',
    ].join('\n')
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  get #rows(): readonly TermRow[] {
    return this.#of.table.rows
  }

  get #table(): Pick<PublicTable, 'fields' | 'rows'> & PublicTable {
    const { table, source } = this.#of
    return {
      source: source as Source,
      fields: async () => table.columns,
      rows: async () => table.rows,
    }
  }

  #handedOut(row: TermRow): PublicTerm {
    const { source, organism } = this.#of
    return source ? rememberOrigin(row, { source, organism }) : (row as PublicTerm)
  }

  /** @throws InvalidArgument for a name that is no column */
  #fieldOf(given: string | undefined): string {
    const { columns } = this.#of.table
    const field =
      given === undefined ? (columns.has('name') || columns.size === 0 ? 'name' : 'symbol') : camelCase(given)
    if (columns.has(field) || columns.size === 0) return field
    throw new InvalidArgument(`No ${given ?? field} column exists!`, {
      hint: `The columns are ${this.fields.join(', ')}.`,
    })
  }
}

/** The table that was registered with a source; empty where none was. */
export class StaticReference extends PublicOntology {}
