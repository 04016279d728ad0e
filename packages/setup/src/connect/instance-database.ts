import { access, mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { SetupContext } from '../context/setup-context.ts'
import { maskDatabaseUrl, sqliteUrl } from '../naming/database-url.ts'
import type { KnownInstance } from '../settings/instance-settings.ts'
import { isMissing } from '../settings/setting-text-file.ts'

/** The SQLite file of an instance with a local storage location. */
export function sqliteFileOf({ storageRoot }: Pick<KnownInstance, 'storageRoot'>): string {
  return join(storageRoot, '.lamindb', 'lamin.db')
}

/** URL of an instance's database: its Postgres server, else the SQLite file in its storage location. */
export function databaseUrlOf(settings: Pick<KnownInstance, 'db' | 'storageRoot'>): string {
  return settings.db ?? sqliteUrl(sqliteFileOf(settings))
}

/** Like {@link databaseUrlOf}, unless a variable names one for all instances, which is warned about. */
export function databaseUrlToOpen(context: SetupContext, settings: KnownInstance): string {
  const { databaseUrl } = context.environment
  if (databaseUrl === undefined) return databaseUrlOf(settings)
  context.logger.warning(
    `LAMINDB_DJANGO_DATABASE_URL is set: ${maskDatabaseUrl(databaseUrl)} is opened in place of the instance's own database`,
  )
  return databaseUrl
}

/** Gives the SQLite file the name that it has today, if it is still where early versions put it: `<root>/<id>.lndb`. */
export async function renameLegacyDatabase(context: SetupContext, settings: KnownInstance): Promise<void> {
  if (settings.db !== null) return
  const file = sqliteFileOf(settings)
  const legacy = join(settings.storageRoot, `${settings.id}.lndb`)
  if ((await exists(file)) || !(await exists(legacy))) return
  await mkdir(dirname(file), { recursive: true })
  await rename(legacy, file)
  context.logger.warning(`renamed the SQLite file from ${legacy} to ${file}`)
}

/** Whether the database of an instance can be there: always for Postgres, for SQLite when its file is. */
export async function hasDatabase(settings: KnownInstance): Promise<boolean> {
  return settings.db !== null || exists(sqliteFileOf(settings))
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    const { DatabaseFileUnreadable } = await import('@lamindb/core/database')
    const hint = 'Ask for read permission on the file and its folders.'
    throw new DatabaseFileUnreadable(path, 'permission to look for it is missing', { hint, cause: error })
  }
}
