import type { Instance } from '../instance/instance.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'

/** A row as the database gives it: column → driver value. */
export type Row = { [column: string]: unknown }

/** What a record knows beside its fields. */
export interface RecordState {
  /** The row as last read or written; `undefined` while the record is not in the database. */
  stored: Row | undefined
  /** Loaded ends of relations by name. */
  readonly related: Map<string, unknown>
  /** The version that the record, not in the database yet, is to follow. */
  revises?: PendingRevision | undefined
}

/** Which version a new one follows; settled when it is saved. */
export interface PendingRevision {
  readonly record: RegistryRecord
  /** Follow whatever is the head of the branch by then, instead of insisting on `record`. */
  readonly follow: boolean
}

export const STATE: unique symbol = Symbol('lamin.record.state')

export const newState = (): RecordState => ({ stored: undefined, related: new Map() })

export const stateOf = (record: RegistryRecord): RecordState => record[STATE]

/** The class of a record, bound to its instance. */
export const registryOf = <R extends RegistryRecord>(record: R): BoundRegistry<R> =>
  record.constructor as unknown as BoundRegistry<R>

export const metaOf = (record: RegistryRecord): RegistryMeta => registryOf(record).meta

export const instanceOf = (record: RegistryRecord): Instance => registryOf(record).instance

/** True until the record has a row in the database. */
export const isNew = (record: RegistryRecord): boolean => record[STATE].stored === undefined

/** Reads a field by its name, for code that works on every registry. */
export const fieldOf = (record: RegistryRecord, property: string): unknown =>
  (record as unknown as Row)[property]

/** Writes a field by its name, for code that works on every registry. */
export const setField = (record: RegistryRecord, property: string, value: unknown): void => {
  ;(record as unknown as Row)[property] = value
}
