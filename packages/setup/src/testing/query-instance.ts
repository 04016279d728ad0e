import { openDatabase } from '@lamindb/core/database'
import { sql, type RawBuilder } from 'kysely'

import { databaseUrlOf } from '../connect/instance-database.ts'
import type { KnownInstance } from '../settings/instance-settings.ts'

/** Rows that a query gives in the database of an instance. */
export async function queryInstance(
  settings: KnownInstance,
  query: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  await using database = await openDatabase({ url: databaseUrlOf(settings), readOnly: true })
  return (await sql<Record<string, unknown>>`${sql.raw(query)}`.execute(database.kysely)).rows
}

/** Runs a statement in the database of an instance. */
export async function executeIn(
  settings: KnownInstance,
  statement: RawBuilder<unknown>,
  create = false,
): Promise<void> {
  await using database = await openDatabase({ url: databaseUrlOf(settings), create })
  await statement.execute(database.kysely)
}
