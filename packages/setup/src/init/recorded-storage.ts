import type { KnownInstance } from '../settings/instance-settings.ts'

/** What a database says about a storage location. */
export interface RecordedStorage {
  readonly uid: string
  readonly instanceUid: string | null
}

const undefinedTable = '42P01'

/**
 * The row that a Postgres database has for a storage root; it is there when an instance was deleted, which leaves its
 * database. A root can be in a database once only, so the row's uid has to be taken over.
 *
 * @returns `undefined` for SQLite, whose file ends with its instance, and for a database without tables
 */
export async function findRecordedStorage(settings: KnownInstance): Promise<RecordedStorage | undefined> {
  if (settings.db === null) return undefined
  const { openDatabase } = await import('@lamindb/core/database')
  await using database = await openDatabase({ url: settings.db, readOnly: true })
  const query = database.kysely
    .selectFrom('lamindb_storage')
    .select(['uid', 'instance_uid'])
    .where('root', '=', settings.storageRoot)
  try {
    const row = await query.executeTakeFirst()
    return row === undefined
      ? undefined
      : { uid: String(row['uid']), instanceUid: textOrNull(row['instance_uid']) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === undefinedTable) return undefined
    throw error
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
