import { dirname } from 'node:path'

import { sql } from 'kysely'

import { inferStorageType, resolvePath, type Storage as StorageDriver } from '@lamindb/storage'

import { UnknownStorageLocation } from '../../errors.ts'
import type { Instance } from '../../instance/instance.ts'
import { hydrate } from '../../registry/hydrate.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Row } from '../../registry/record-state.ts'
import type { Storage } from '../storage.ts'

/** Opens the driver of a storage location. */
export type OpenStorage = (root: string) => Promise<StorageDriver>

/** A path below the root of a registered storage location. */
export interface StoredPath {
  readonly storage: Storage
  /** Path relative to the root, `/` between its parts. */
  readonly key: string
}

/** The storage locations of an instance: where artifacts go, and which location a path belongs to. */
export class StorageLocations implements AsyncDisposable {
  readonly #instance: Instance
  readonly #open: OpenStorage
  readonly #drivers = new Map<string, Promise<StorageDriver>>()
  #current: Promise<Storage> | undefined

  constructor(instance: Instance, open: OpenStorage) {
    this.#instance = instance
    this.#open = open
  }

  /** Root of the location that new artifacts go to. */
  get root(): string {
    return this.#instance.config.storageRoot
  }

  /**
   * The location that new artifacts go to; read once.
   *
   * @throws UnknownStorageLocation when the database does not know the storage of the instance's settings
   */
  current(): Promise<Storage> {
    this.#current ??= this.#readCurrent()
    return this.#current
  }

  async #readCurrent(): Promise<Storage> {
    const driver = await this.driver(this.root)
    const [found] = await this.#withRoots([driver.root, this.root])
    if (found) return found
    this.#current = undefined
    const known = await this.#instance.queries
      .selectFrom('lamindb_storage')
      .select('root')
      .limit(10)
      .execute()
    throw new UnknownStorageLocation(
      this.root,
      known.map((row) => String(row['root'])),
    )
  }

  /** Whether this instance may write to a location: its marker names the instance. */
  isManaged(storage: Storage): boolean {
    return storage.instanceUid === this.#instance.config.uid
  }

  /** The driver of a location; opened once per root. */
  driver(location: Storage | string): Promise<StorageDriver> {
    const root = typeof location === 'string' ? location : location.root
    const open = this.#drivers.get(root)
    if (open) return open
    const opening = this.#open(root)
    this.#drivers.set(root, opening)
    opening.catch(() => this.#drivers.delete(root))
    return opening
  }

  /** Closes the drivers. */
  async [Symbol.asyncDispose](): Promise<void> {
    const opened = await Promise.allSettled(this.#drivers.values())
    this.#drivers.clear()
    for (const driver of opened) if (driver.status === 'fulfilled') await driver.value[Symbol.asyncDispose]()
  }

  /**
   * The registered location that a local path or URL lies strictly inside of: the preferred one, else the one with the
   * longest root. At most one query, whatever the number of locations.
   */
  async find(path: string, preferred?: Storage): Promise<StoredPath | undefined> {
    const isLocal = inferStorageType(path) === 'local'
    return this.findResolved(isLocal ? await resolvePath(path) : path.replace(/\/+$/, ''), path, preferred)
  }

  /**
   * As {@link find}, for a path whose symbolic links are resolved already.
   *
   * @param given - the path before that; roots are also looked for under this form
   */
  async findResolved(resolved: string, given: string, preferred?: Storage): Promise<StoredPath | undefined> {
    const isLocal = inferStorageType(resolved) === 'local'
    if (preferred) {
      const key = keyBelow(resolved, (await this.driver(preferred)).root)
      if (key !== undefined) return { storage: preferred, key }
    }
    const roots = new Set([...parentsOf(resolved), ...(isLocal ? parentsOf(given) : [])])
    const candidates = await this.#withRoots([...roots])
    for (const storage of candidates.sort((a, b) => b.root.length - a.root.length)) {
      const key = keyBelow(resolved, isLocal ? await resolvePath(storage.root) : storage.root)
      if (key !== undefined) return { storage, key }
    }
    return undefined
  }

  async #withRoots(roots: readonly string[]): Promise<Storage[]> {
    const registry = this.#instance.registryNamed('Storage') as BoundRegistry<Storage>
    const { rows } = await sql<Row>`select * from lamindb_storage
      where root in (${sql.join(roots)}) order by id`.execute(this.#instance.queries)
    return rows.map((row) => hydrate(registry, row))
  }
}

function keyBelow(path: string, root: string): string | undefined {
  const prefix = root.endsWith('/') ? root : `${root}/`
  return path.startsWith(prefix) && path.length > prefix.length ? path.slice(prefix.length) : undefined
}

function parentsOf(path: string): string[] {
  const parents: string[] = []
  for (let parent = dirname(path); !parents.includes(parent); parent = dirname(parent)) {
    parents.push(parent)
    if (/^[a-z0-9+.-]+:\/*$/i.test(parent) || parent === '.') break
  }
  return parents
}
