import type { TableSource, WriteCsvOptions, WriteParquetOptions } from '@lamindb/formats'
import type { Table } from 'apache-arrow'

import { FieldValidationError, InvalidArgument } from '../../errors.ts'
import { pyRepr } from '../../identity/index.ts'
import type { Artifact } from '../artifact.ts'
import type { Branch } from '../branch.ts'
import type { Run } from '../run.ts'
import type { Schema } from '../schema.ts'
import type { Space } from '../space.ts'
import type { Storage } from '../storage.ts'

/** One row of a table as an object, columns by name. */
export type TableRow = { readonly [column: string]: unknown }

/** Tables that are not in a file yet. */
export type TableData = Table | TableSource | readonly TableRow[]

/** What an artifact is made from: the path of a file or folder, or a table. */
export type ArtifactData = string | URL | TableData

/** Whether content is given by its path. */
export const isPath = (data: unknown): data is string | URL => typeof data === 'string' || data instanceof URL

/** What may be said of a new artifact. One of `key`, `description` and `run` is needed. */
export interface ArtifactOptions {
  /** Path-like name; files in a storage location get their path below its root by default. */
  readonly key?: string | null
  readonly description?: string | null
  /** `dataset`, `model`, `plan` or any text of at most 20 characters. */
  readonly kind?: string | null
  /** Type of the object that the content holds: `DataFrame`, `AnnData`, … */
  readonly otype?: string | null
  /** The run that makes the artifact: the tracked one by default, `false` for none. */
  readonly run?: Run | false | null
  readonly runId?: number | null
  /** The artifact that this one is a new version of; by default the one of the same key in the same storage. */
  readonly revises?: Artifact | null
  readonly versionTag?: string | null
  /** The same as `versionTag`. */
  readonly version?: string | null
  readonly storage?: Storage | null
  readonly storageId?: number | null
  readonly space?: Space | null
  readonly spaceId?: number | null
  readonly branch?: Branch | null
  readonly branchId?: number | null
  readonly schema?: Schema | null
  readonly schemaId?: number | null
  /** Values of features about the artifact as a whole, by name. */
  readonly features?: { readonly [feature: string]: unknown } | null
  /** Make a new artifact even if one with this content exists; by default only for paths inside a storage location. */
  readonly skipHashLookup?: boolean | null
  /** New versions take the place of old ones in storage; by default for folders. */
  readonly overwriteVersions?: boolean | null
  /** Store under the uid (true) or under the key (false). */
  readonly keyIsVirtual?: boolean | null
  /** Do not look whether the path exists. */
  readonly skipCheckExists?: boolean
  /** How a table is stored: as parquet by default. */
  readonly format?: 'parquet' | 'csv' | '.parquet' | '.csv' | null
  /** How a table is written as parquet. */
  readonly parquet?: WriteParquetOptions
  /** How a table is written as CSV. */
  readonly csv?: WriteCsvOptions
}

const KNOWN: ReadonlySet<string> = new Set([
  'branch',
  'branchId',
  'csv',
  'description',
  'features',
  'format',
  'key',
  'keyIsVirtual',
  'kind',
  'otype',
  'overwriteVersions',
  'parquet',
  'revises',
  'run',
  'runId',
  'schema',
  'schemaId',
  'skipCheckExists',
  'skipHashLookup',
  'space',
  'spaceId',
  'storage',
  'storageId',
  'version',
  'versionTag',
] satisfies readonly (keyof ArtifactOptions)[])

/** @throws FieldValidationError naming the options that artifacts do not have */
export function checkArtifactOptions(options: object): void {
  const unknown = Object.entries(options).filter(([name, value]) => !KNOWN.has(name) && value !== undefined)
  if (unknown.length === 0) return
  const known = [...KNOWN].filter((name) => !name.endsWith('Id')).join(', ')
  throw new FieldValidationError(
    `Only path, ${known} can be passed, you passed: ${pyRepr(Object.fromEntries(unknown))}`,
  )
}

/**
 * The id of what was given as a record or by its id.
 *
 * @throws InvalidArgument when both were given, or a record of another registry
 */
export function idGiven(
  name: string,
  record: { readonly id: number } | null | undefined,
  id: number | null | undefined,
): number | undefined {
  if (record !== undefined && record !== null && id !== undefined && id !== null) {
    throw new InvalidArgument(`Do not pass both ${name} and its id at the same time.`)
  }
  if (record === undefined || record === null) return id ?? undefined
  const given = record as { readonly id?: unknown; readonly constructor: { readonly name: string } }
  if (given.constructor.name !== name) {
    throw new InvalidArgument(
      `'${name.toLowerCase()}' takes a ${name} record, not a ${given.constructor.name}.`,
    )
  }
  if (typeof given.id !== 'number') throw new InvalidArgument(`Save the ${name} before it is referred to.`)
  return given.id
}
