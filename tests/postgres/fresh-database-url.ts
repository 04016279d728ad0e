import { randomUUID } from 'node:crypto'

import { createPostgresDatabase } from '@lamindb/core/database'
import { inject } from 'vitest'

/** Makes an empty database on the run's Postgres server and returns its URL. It ends with the server. */
export async function freshDatabaseUrl(): Promise<string> {
  const serverUrl: string | undefined = inject('postgresServerUrl')
  if (serverUrl === undefined) {
    throw new Error(
      "No Postgres server runs: vitest's `globalSetup` must name tests/postgres/start-postgres.ts.",
    )
  }
  return createPostgresDatabase(serverUrl, `test_${randomUUID().replaceAll('-', '')}`)
}
