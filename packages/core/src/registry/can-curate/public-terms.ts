import { token, type Token } from '../../module/token.ts'
import type { BoundRegistry, RegistryRecord } from '../record.ts'

/**
 * What validation and look-ups need from public sources of terms, such as ontologies. Core has none: a module provides
 * it for its registries under {@link publicTermsToken}, and every method is told the registry of the instance that asks.
 */
export interface PublicTerms {
  /** Whether public sources have terms for the registry. The other methods are called for such registries only. */
  serves(registry: BoundRegistry): boolean

  /**
   * Says to which organism values belong. Resolving an organism by its name may insert its row.
   *
   * @returns the values of the request, each in exactly one group; a group without organism is not restricted to one.
   * At least one group
   * @throws OrganismNotSet when an organism is given that cannot be found
   */
  organisms(request: OrganismRequest): Promise<readonly OrganismGroup[]>

  /**
   * Chooses a source: the given one, or the default of the organism. Cheap: the table itself is read by its `rows()`.
   *
   * @returns `undefined` when the registry has no source that fits
   * @throws OrganismNotSet when the registry requires an organism, the field does not lift that, and there is none
   */
  table(request: PublicTableRequest): Promise<PublicTable | undefined>

  /** Unsaved records, one for each row, in order, with source and organism; not looked up and not checked. */
  records(request: PublicRecordsRequest): Promise<readonly RegistryRecord[]>
}

export const publicTermsToken: Token<PublicTerms> = token('PublicTerms')

/** Values of a field, and what the caller says about their organism. */
export interface OrganismRequest {
  readonly registry: BoundRegistry
  /** Property of the registry, such as `ensemblGeneId`. */
  readonly field: string
  /** Distinct, no empty ones. */
  readonly values: readonly unknown[]
  /** Name or record; `undefined` and `null` leave it to the values and to the settings. */
  readonly organism: string | RegistryRecord | null | undefined
}

export interface OrganismGroup {
  /** A saved record. */
  readonly organism: RegistryRecord | undefined
  readonly values: readonly unknown[]
}

export interface PublicTableRequest {
  readonly registry: BoundRegistry
  readonly field: string
  /** As {@link PublicTerms.organisms} or an existing record has it. */
  readonly organism: RegistryRecord | undefined
  readonly source: RegistryRecord | undefined
  /** Whether records are to be made from the table, or values only to be looked up: messages differ. */
  readonly purpose: 'create' | 'look-up'
}

/** The terms of one source. */
export interface PublicTable {
  /** The row of the source. */
  readonly source: RegistryRecord
  /** Properties of the registry that the rows have values for, `synonyms` among them where there is such a column. */
  fields(): Promise<ReadonlySet<string>>
  /** All rows, always in the same order. Asked for again and again: what is expensive is done once. */
  rows(): Promise<Iterable<PublicRow>>
}

/** A term: values by property of the registry, and what the provider itself needs to make a record. */
export interface PublicRow {
  readonly name?: string | null
  readonly ontologyId?: string | null
  /** Separated by `|`. */
  readonly synonyms?: string | null
  readonly definition?: string | null
  /** Ontology ids. */
  readonly parents?: readonly string[]
  readonly [property: string]: unknown
}

export interface PublicRecordsRequest {
  readonly registry: BoundRegistry
  readonly rows: readonly PublicRow[]
  readonly source: RegistryRecord
  readonly organism: RegistryRecord | undefined
}
