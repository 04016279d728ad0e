import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type {} from '@lamindb/bionty'
import type { Instance } from '@lamindb/core'
import type { databases } from '@lamindb/core/testing'
import type {} from '@lamindb/pertdb'
import { init } from '@lamindb/setup'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { InteropHome } from './interop-home.ts'
import type { Oracle } from './oracle.ts'

/** One instance that we initialised, opened by both languages at the same time. */
export class SharedInstance implements AsyncDisposable {
  readonly home: InteropHome
  readonly db: Instance
  /** A Python that has imported `lamindb as ln` and `bionty as bt`; its working directory is {@link files}. */
  readonly python: Oracle
  /** A folder outside the storage location. */
  readonly files: string

  readonly #resources: AsyncDisposableStack

  private constructor(
    parts: Pick<SharedInstance, 'home' | 'db' | 'python' | 'files'>,
    resources: AsyncDisposableStack,
  ) {
    this.home = parts.home
    this.db = parts.db
    this.python = parts.python
    this.files = parts.files
    this.#resources = resources
  }

  static async create(database: (typeof databases)[number]): Promise<SharedInstance> {
    await using resources = new AsyncDisposableStack()
    const home = resources.use(await InteropHome.create())
    const db = database === 'sqlite' ? undefined : await freshDatabaseUrl()
    await init(home.context, { storage: './storage', db, name: 'shared', modules: 'bionty,pertdb' })
    const files = join(home.work, 'files')
    await mkdir(files)
    const python = resources.use(home.python(files))
    await python.run(`
      import lamindb as ln
      import bionty as bt
      import offline_bionty
      offline_bionty.activate('${join(home.home, 'bionty')}')
      ln.settings.verbosity = 'error'`)
    const opened = resources.use(await home.connect())
    return new SharedInstance({ home, db: opened, python, files }, resources.move())
  }

  /** Where `compare.py` finds the database. */
  get database(): string {
    const { db, storageRoot } = this.db.config
    return db.startsWith('postgresql') ? db : join(storageRoot, '.lamindb', 'lamin.db')
  }

  /** Writes a file for either language. @returns its path */
  async file(name: string, text: string): Promise<string> {
    const path = join(this.files, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    return path
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync()
  }
}
