import { sql } from 'kysely'

import { openDatabase } from '../open-database.ts'

/**
 * Makes an empty database on a Postgres server.
 *
 * @param serverUrl - URL of any database of the server, with a user who may create databases
 * @param name - of the new database; must not exist yet
 * @returns the URL of the new database
 * @throws the same errors as {@link openDatabase}
 */
export async function createPostgresDatabase(serverUrl: string, name: string): Promise<string> {
  await using server = await openDatabase({ url: serverUrl, poolSize: 1 })
  await sql`create database ${sql.id(name)}`.execute(server.kysely)
  const url = new URL(serverUrl)
  url.pathname = `/${encodeURIComponent(name)}`
  return url.href
}
