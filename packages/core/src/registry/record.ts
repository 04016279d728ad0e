import type { DatabaseTransaction } from '../database/database.ts'
import type { Instance } from '../instance/instance.ts'
import type { EntityDefinition } from './define-entity.ts'
import { deleteRecord, restoreRecord, type DeletedRows, type DeleteOptions } from './delete.ts'
import { refreshRecord } from './hydrate.ts'
import type { DescribeOptions } from './describe-options.ts'
import { instanceOf, newState, registryOf, STATE, type RecordState } from './record-state.ts'
import type { Fields } from './record-types.ts'
import type { RegistryMeta } from './registry-meta.ts'
import type { RegistryOptions } from './registry-options.ts'
import { representRecord, recordToJson } from './represent.ts'
import { saveRecord, type SaveOptions } from './save.ts'
import { setFields } from './set-fields.ts'

/** A registry as its package declares it, bound to no instance. */
export interface RegistryClass {
  readonly schema: EntityDefinition
  readonly options: RegistryOptions
}

/** A registry of one opened instance: what `db.<Registry>` is. */
export type BoundRegistry<R extends RegistryRecord = RegistryRecord> = (new () => R) & {
  readonly schema: EntityDefinition
  readonly options: RegistryOptions
  readonly instance: Instance
  readonly meta: RegistryMeta
}

/**
 * A row of a registry. Fields are plain values; relations are awaited (`await artifact.run`) or loaded beforehand with
 * `.with('run')`. Nothing is written before `save()`.
 */
export abstract class RegistryRecord {
  declare id: number
  readonly [STATE]: RecordState = newState()

  /**
   * Writes the record: inserts it, or updates the columns that changed since it was read.
   *
   * @throws {@link ValidationError} when a text is longer than its column
   * @throws {@link FieldValidationError} when a required field is missing
   * @throws {@link IntegrityError} when a rule of the database is violated
   */
  save(options: SaveOptions = {}): Promise<this> {
    return saveRecord(this, options)
  }

  /**
   * Moves the record to the trash; `permanent: true` removes it for good, with the rows that belong to it.
   *
   * @returns how many rows were removed; nothing when the record went to the trash
   * @throws {@link ProtectedError} naming what still refers to the record
   */
  delete(options: DeleteOptions = {}): Promise<DeletedRows | undefined> {
    return deleteRecord(this, options)
  }

  /** Brings the record back from trash or archive, to branch `main`. */
  restore(): Promise<this> {
    return restoreRecord(this)
  }

  /** Reads the row again; unsaved changes are lost. */
  refresh(options: { readonly transaction?: DatabaseTransaction } = {}): Promise<this> {
    return refreshRecord(this, options.transaction)
  }

  /** The record in words: what it is, where it comes from, and what is said of it. */
  describe(options: DescribeOptions = {}): Promise<string> {
    return instanceOf(this).describe(this, options)
  }

  /** Assigns several fields, to-one relations among them, without writing. */
  set(fields: Fields<this>): this {
    setFields(this, fields)
    return this
  }

  /** @internal Called in the transaction that saves the record, before its row is written. */
  async beforeSave(_transaction: DatabaseTransaction): Promise<void> {}

  /** @internal Called in the transaction that saves the record, when its row is there. */
  async afterSave(_transaction: DatabaseTransaction): Promise<void> {}

  /** The columns under their names in the database. */
  toJSON(): { [column: string]: unknown } {
    return recordToJson(this)
  }

  /** `Class(uid=…, …)` */
  toString(): string {
    return representRecord(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return registryOf(this).meta ? this.toString() : registryOf(this).name
  }
}
