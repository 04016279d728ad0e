import { randomUUID } from 'node:crypto'

import { openDatabase } from '@lamindb/core/database'
import { CompiledQuery } from 'kysely'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the maintenance database of the run's Postgres server, as its superuser. */
    postgresServerUrl: string
  }
}

/** Makes an empty database on the run's Postgres server; it ends with the server. */
export async function freshPostgresUrl(): Promise<string> {
  const serverUrl = inject('postgresServerUrl')
  const url = new URL(serverUrl)
  url.pathname = `/test_${randomUUID().replaceAll('-', '')}`
  await using server = await openDatabase({ url: serverUrl, poolSize: 1 })
  await server.kysely.executeQuery(CompiledQuery.raw(`create database "${url.pathname.slice(1)}"`))
  return url.href
}
