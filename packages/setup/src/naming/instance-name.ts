import { basename, resolve } from 'node:path'

import { databaseNameOf } from './database-url.ts'
import { expandHome } from './expand-home.ts'
import type { Environment } from '../environment/environment.ts'
import { InvalidInstanceName } from '../errors.ts'

/** Storage location of an instance for which none is given. */
export const defaultStorage = './storage'

/** What the name of a new instance is inferred from. */
export interface NameSources {
  readonly name?: string | undefined
  /** Postgres URL. */
  readonly db?: string | undefined
  /** Storage root as the user gave it. */
  readonly storage: string
}

/**
 * Name of a new instance: the given one; else the name of the database; else, for the default storage, the name of
 * the working directory; else the last segment of the storage root. Inferred names from folders are in lower case.
 *
 * @throws {@link InvalidInstanceName}
 */
export function inferInstanceName(environment: Environment, sources: NameSources): string {
  const { name, db, storage } = sources
  if (name !== undefined) return checkInstanceName(name)
  if (db !== undefined) return checkInstanceName(databaseNameOf(db))
  if (/^create-s3(--|$)/.test(storage)) {
    throw new InvalidInstanceName('', 'it cannot be inferred from a bucket that is yet to be created.')
  }
  if (storage === defaultStorage)
    return checkInstanceName(basename(environment.workingDirectory).toLowerCase())
  return checkInstanceName(lastSegment(environment, storage).toLowerCase())
}

/** @throws {@link InvalidInstanceName} when the name is empty or holds a `/` */
function checkInstanceName(name: string): string {
  if (name === '') throw new InvalidInstanceName(name, 'it is empty.')
  if (name.includes('/')) throw new InvalidInstanceName(name, "'/' is not allowed.")
  return name
}

function lastSegment(environment: Environment, storage: string): string {
  const path = storage.replace(/^(?:file|local):\/\//i, '')
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    return basename(path.replace(/^[^:]+:\/\//, '').replace(/[?#].*$/s, ''))
  }
  return basename(resolve(environment.workingDirectory, expandHome(environment, path)))
}
