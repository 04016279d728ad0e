import { copyFile, cp, mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import {
  openInstance,
  createLogger,
  type Instance,
  type InstanceConfig,
  type LaminModule,
  type Prompt,
} from '@lamindb/core'
import { openDatabase, sqliteUrl } from '@lamindb/core/database'
import { FixedClock, type LoggedLine } from '@lamindb/core/testing'
import { sql } from 'kysely'
import { PlaceholderBindings } from '../golden/placeholders.ts'
import { Memory } from './memory.ts'

/** Recordings were made by programs: every question got its first answer. */
const FIRST_ANSWER: Prompt = { confirm: async () => true, choose: async () => 0 }

/** An instance in a folder of its own, with the folders that golden cases name. */
export class WorldInstance implements AsyncDisposable {
  readonly db: Instance
  readonly config: InstanceConfig
  readonly modules: readonly LaminModule[]
  /** holds everything else */
  readonly folder: string
  readonly log: LoggedLine[]
  #memory: Memory

  private constructor(
    db: Instance,
    config: InstanceConfig,
    modules: readonly LaminModule[],
    folder: string,
    log: LoggedLine[],
  ) {
    this.db = db
    this.config = config
    this.modules = modules
    this.folder = folder
    this.log = log
    this.#memory = new Memory(db)
  }

  /** Opens the instance that lies in a folder, see {@link copyTo}. */
  static async open(
    folder: string,
    config: InstanceConfig,
    modules: readonly LaminModule[],
  ): Promise<WorldInstance> {
    const own = configIn(folder, config)
    await copyFile(databaseIn(own.storageRoot), pristineIn(folder))
    for (const path of [own.cacheDir, filesIn(folder)]) await mkdir(path, { recursive: true })
    const log: LoggedLine[] = []
    const ports = {
      clock: new FixedClock(),
      logger: createLogger((level, message) => log.push({ level, message }), 'debug'),
      prompt: FIRST_ANSWER,
    }
    return new WorldInstance(await openInstance(own, modules, ports), own, modules, folder, log)
  }

  /** Root of the default storage, `<root>`. */
  get root(): string {
    return this.config.storageRoot
  }

  /** The working directory, `<work>`. */
  get work(): string {
    return workIn(this.folder)
  }

  /** A folder outside any storage, `<files>`. */
  get files(): string {
    return filesIn(this.folder)
  }

  get databasePath(): string {
    return databaseIn(this.root)
  }

  /** What the placeholders of folders and of the rows of a new instance stand for. */
  async bindings(): Promise<PlaceholderBindings> {
    const storage = await this.db.Storage.get(1)
    return new PlaceholderBindings([
      ['<root>', this.root],
      ['<files>', this.files],
      ['<work>', this.work],
      ['<cache>', this.config.cacheDir],
      ['<storage:1>', storage.uid],
      ['<instance_uid>', this.config.uid],
      ...(storage.region === null ? [] : [['<host>', storage.region] as const]),
    ])
  }

  /**
   * Undoes everything since the instance was opened: rows, files and what its objects remember. Far quicker than to open
   * another one.
   *
   * @param from - where the instance was copied from
   */
  async restore(from: InstanceFolder): Promise<void> {
    const pristine = new BetterSqlite3(pristineIn(this.folder), { readonly: true })
    try {
      await pristine.backup(this.databasePath, { progress: () => Number.MAX_SAFE_INTEGER })
    } finally {
      pristine.close()
    }
    await emptyFolder(this.root)
    await cp(from.storage ?? rootIn(from.folder), this.root, { recursive: true, filter: isNoDatabase })
    for (const folder of [this.work, this.config.cacheDir]) await emptyFolder(folder)
    await mkdir(this.files, { recursive: true })
    this.#memory.restore()
    this.log.length = 0
  }

  /** Makes what its objects remember now part of what {@link restore} goes back to. */
  remember(): void {
    this.#memory = new Memory(this.db)
  }

  /** Whether settings or context are not as they were. */
  isMemoryChanged(): boolean {
    return this.#memory.isChanged()
  }

  async close(): Promise<void> {
    await this.db.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}

const isNoDatabase = (path: string): boolean => !basename(path).startsWith('lamin.db')

/** Removes everything but databases from a folder. */
async function emptyFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter(({ name }) => isNoDatabase(name) && name !== '.lamindb')) {
    await rm(join(entry.parentPath, entry.name), { recursive: true, force: true })
  }
}

const pristineIn = (folder: string): string => join(folder, 'pristine.db')
const filesIn = (folder: string): string => join(folder, 'work', 'files')
const workIn = (folder: string): string => join(folder, 'work')
const rootIn = (folder: string): string => join(folder, 'storage')
const databaseIn = (root: string): string => join(root, '.lamindb', 'lamin.db')

function configIn(folder: string, config: InstanceConfig): InstanceConfig {
  const root = rootIn(folder)
  return {
    ...config,
    storageRoot: root,
    db: sqliteUrl(databaseIn(root)),
    cacheDir: join(folder, 'cache'),
    devDir: workIn(folder),
  }
}

/** Where an instance lies that is copied. */
export interface InstanceFolder {
  /** holds the folder `storage` */
  readonly folder: string
  /** root of the default storage, where that is another folder; all else stays behind */
  readonly storage?: string
}

/** Copies a closed instance to another folder; roots of storages in its old folder follow. */
export async function copyInstance(from: InstanceFolder, folder: string): Promise<void> {
  await cp(from.storage ?? from.folder, from.storage === undefined ? folder : rootIn(folder), {
    recursive: true,
  })
  await using database = await openDatabase({ url: sqliteUrl(databaseIn(rootIn(folder))) })
  const { kysely } = database
  for (const { id, root } of await kysely.selectFrom('lamindb_storage').select(['id', 'root']).execute()) {
    const moved = id === 1 ? rootIn(folder) : String(root).replace(`${from.folder}/`, `${folder}/`)
    await kysely.updateTable('lamindb_storage').set({ root: moved }).where('id', '=', id).execute()
  }
}

/** Small pages make the database of a new instance, hundreds of nearly empty tables and indexes, quick to copy. */
export async function shrinkDatabase(folder: string): Promise<void> {
  await using database = await openDatabase({ url: sqliteUrl(databaseIn(rootIn(folder))) })
  for (const statement of ['pragma journal_mode = delete', 'pragma page_size = 1024', 'vacuum']) {
    await sql.raw(statement).execute(database.kysely)
  }
}
