import { copyFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'

import { createPostgresDatabase, openDatabase, sqliteUrl } from '../database/index.ts'
import { randomUid } from '../identity/index.ts'
import { deployMigrations, type ModuleMigrations } from '../migrations/index.ts'

/**
 * Makes databases that are migrated already. Migrating takes most of the time of a small test, so each process migrates
 * once per set of modules and copies from then on.
 */
class MigratedDatabases {
  readonly #templates = new Map<string, Promise<string>>()

  /** Puts a migrated SQLite file at `path`. @returns its URL */
  async sqlite(path: string, modules: readonly ModuleMigrations[]): Promise<string> {
    const template = await this.#template(`sqlite ${namesOf(modules)}`, async () => {
      const file = join(await mkdtemp(join(tmpdir(), 'lamin-template-')), 'lamin.db')
      await migrate(sqliteUrl(file), modules)
      return file
    })
    await copyFile(template, path)
    return sqliteUrl(path)
  }

  /** Makes a migrated database on a server. @returns its URL */
  async postgres(serverUrl: string, modules: readonly ModuleMigrations[]): Promise<string> {
    const template = await this.#template(`${serverUrl} ${namesOf(modules)}`, async () => {
      const name = databaseName('template')
      await migrate(await createPostgresDatabase(serverUrl, name), modules)
      return name
    })
    const name = databaseName('test')
    await using server = await openDatabase({ url: serverUrl, poolSize: 1 })
    await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(server.kysely)
    const url = new URL(serverUrl)
    url.pathname = `/${name}`
    return url.href
  }

  #template(key: string, make: () => Promise<string>): Promise<string> {
    const template = this.#templates.get(key) ?? make()
    this.#templates.set(key, template)
    return template
  }
}

export const migratedDatabases = new MigratedDatabases()

const namesOf = (modules: readonly ModuleMigrations[]): string =>
  modules.map(({ module }) => module).join(',')

const databaseName = (kind: string): string => `${kind}_${randomUid(16).toLowerCase()}`

/** Brings an empty database to the level of the modules. */
export async function migrate(url: string, modules: readonly ModuleMigrations[]): Promise<void> {
  await using database = await openDatabase({ url, create: true })
  await deployMigrations(database, modules)
}
