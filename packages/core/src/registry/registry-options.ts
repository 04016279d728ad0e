import type { DatabaseTransaction } from '../database/index.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'
import type { FieldAlias } from './field-alias.ts'
import type { RegistryMeta } from './registry-meta.ts'
import type { Row } from './record-state.ts'

/** What a registry is beyond its columns and relations. */
export interface RegistryOptions {
  /** The field by which people call its records; default `name`. */
  readonly nameField?: string
  /** Biological registries: the field with the identifier of the public ontology. */
  readonly ontologyIdField?: string
  /** Versioned registries: how many characters of the uid the versions of one family share. */
  readonly stemLength?: number
  /** `validate`, `inspect`, `standardize`, `fromValues` work on it, and constructors look names up. */
  readonly canCurate?: boolean
  /** What `describe()` of the registry lists otherwise than the declaration says. */
  readonly described?: DescribedFields
  readonly hasParents?: boolean
  readonly hasSynonyms?: boolean
  /** The constructor checks addresses: `url`, `doi`. */
  readonly validateFields?: boolean
  /** `run` is set by the constructor or not at all, never by the current run while saving. */
  readonly runIsExplicit?: boolean
  /** Turns what the constructor takes into fields, for registries whose arguments are more than their columns. */
  readonly toFields?: (registry: BoundRegistry, given: object) => object
  /** Looks at the existing record of the given name before the given fields are assigned; throws where they contradict. */
  readonly checkExisting?: (existing: RegistryRecord, fields: object) => void
  /** Arguments of the constructor that are no fields, by name; each is called with all records that got it. */
  readonly keywords?: {
    readonly [name: string]: (
      given: readonly (readonly [record: RegistryRecord, value: unknown])[],
    ) => Promise<void>
  }
  /** Finds the rows that new records stand for, many at once, where a look-up by name alone would not do. */
  readonly findExisting?: (
    records: readonly RegistryRecord[],
    given: readonly object[],
  ) => Promise<readonly (Row | undefined)[]>
  /** Uids are made from what identifies a thing: a new record whose uid is taken is that row. */
  readonly uidIsIdentity?: boolean
  /**
   * Writes what belongs to saved records beside their rows, for many at once, in the transaction that writes these.
   *
   * @returns what is to be done when it is committed
   */
  readonly complete?: (
    trx: DatabaseTransaction,
    records: readonly RegistryRecord[],
  ) => Promise<(() => void) | undefined>
  /** Fills fields of new records that are made from others (a uid from an ontology id), many at once. */
  readonly prepare?: (records: readonly RegistryRecord[]) => Promise<void>
  /** Registries that save by `saveWithFiles`: what happens before and after the transaction that writes the rows. */
  readonly around?: SaveAround
  /** Before rows are deleted for good; gives what is to be done when they are gone. */
  readonly beforeDelete?: (meta: RegistryMeta, ids: readonly number[]) => Promise<() => Promise<void>>
  /** Fields that together with `hash` say that two records are the same. */
  readonly contentKey?: readonly string[]
  /** Properties that read columns under other names, for conditions. */
  readonly aliases?: { readonly [name: string]: FieldAlias }
  /** Files lie in storage for the records: rows and files are deleted together, one record after the other. */
  readonly holdsFiles?: boolean
  /** Rows that join two other tables. */
  readonly isLink?: boolean
}

/** Places of fields in the description of a registry. */
export interface DescribedFields {
  /** Relations that stand among the fields with plain values. */
  readonly simple?: readonly string[]
  /** Fields with plain values that come after the others, in this order; if left out, those that many registries share. */
  readonly last?: readonly string[]
}

/** Work on files around the transaction that writes the rows of records. */
export interface SaveAround {
  /**
   * Before the transaction: checks, and what must be there before the rows say so.
   *
   * @returns the records to write; others are left as they are
   */
  before(records: readonly RegistryRecord[]): Promise<readonly RegistryRecord[]>
  /** When the rows are committed. */
  after(records: readonly RegistryRecord[]): Promise<void>
  /** When the rows could not be written: undoes {@link before}. */
  failed(records: readonly RegistryRecord[]): Promise<void>
  /** @throws InvalidArgument when the record cannot be saved within a transaction of the caller */
  checkNested(record: RegistryRecord): void
}
