import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { inject, onTestFinished } from 'vitest'

import { sqliteUrl } from './database-url.ts'
import type { Dialect } from './dialect.ts'
import { createPostgresDatabase } from './postgres/create-postgres-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the maintenance database of the run's Postgres server, as its superuser. */
    postgresServerUrl: string
  }
}

/** For `describe.each`: what holds for a database must hold on both. */
export const dialects: readonly Dialect[] = ['sqlite', 'postgresql']

/** URL of an empty database of the calling test. The SQLite file is not there yet; open it with `create`. */
export async function freshDatabaseUrl(dialect: Dialect): Promise<string> {
  return dialect === 'sqlite' ? sqliteUrl(join(await scratchFolder(), 'lamin.db')) : freshPostgresUrl()
}

/** A folder that goes when the calling test has finished. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lamindb-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function freshPostgresUrl(): Promise<string> {
  const serverUrl: string | undefined = inject('postgresServerUrl')
  if (serverUrl === undefined) {
    throw new Error(
      "No Postgres server runs: vitest's `globalSetup` must name tests/postgres/start-postgres.ts.",
    )
  }
  return createPostgresDatabase(serverUrl, `test_${randomUUID().replaceAll('-', '')}`)
}
