import type { Logger, Prompt } from '@lamindb/core'
import type { Environment } from '@lamindb/setup'

/** How an instance is opened. */
export interface ConnectOptions {
  /** Refuses every write; false by default. */
  readonly readOnly?: boolean
  /** Opens a database that a newer release has migrated, to read only, in place of failing. */
  readonly force?: boolean
  /** Gets what nobody asked for; by default, warnings and errors go to standard error. */
  readonly logger?: Logger
  /** Answers questions; without it, they are errors. */
  readonly prompt?: Prompt
  /** Directories and variables to work with, in place of those of the process. */
  readonly environment?: Environment
}

/** Where an instance is, for machines that have no settings of it. */
export interface InstanceLocation {
  /** Root of its default storage location. */
  readonly storage: string
  /** Postgres URL; SQLite in the storage location by default. */
  readonly db?: string
  /** Modules, as a list or separated by commas; by default those that the settings of this machine name, if there are any. */
  readonly modules?: string | readonly string[]
  /** Name, for a storage location whose marker does not say it. */
  readonly name?: string
}
