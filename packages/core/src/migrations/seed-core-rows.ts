import type { DatabaseTransaction } from '../database/database.ts'
import type { Clock } from '../identity/clock.ts'

/** The user of a new instance. */
export interface SeedUser {
  /** 8 characters; `00000000` for the anonymous user. */
  readonly uid: string
  readonly handle: string
  readonly name: string | null
}

/** The default storage location of a new instance. */
export interface SeedStorage {
  /** 12 characters. */
  readonly uid: string
  readonly root: string
  /** `local`, `s3`, `gs`, … */
  readonly type: string
  /** Region of the bucket, or id of the host for a local folder. */
  readonly region: string | null
  /** Uid of the instance that manages the location; `null` for one that nobody manages. */
  readonly instanceUid: string | null
}

/** What {@link seedCoreRows} cannot know by itself. */
export interface CoreSeed {
  readonly user: SeedUser
  readonly storage: SeedStorage
  readonly clock: Clock
}

/** Ids of the rows that belong to this user and this storage. */
export interface SeededRows {
  readonly userId: number
  readonly storageId: number
}

/** The rows every instance has, as Python writes them; it looks them up by all of these values. */
const space = {
  uid: 'aaaaaaaaaaaa',
  name: 'all',
  description: 'Every team & user with access to the instance has access.',
}
const branches = [
  { id: -1, uid: 'tttttttttttt', name: 'trash', description: 'The trash.' },
  { id: 0, uid: 'aaaaaaaaaaaa', name: 'archive', description: 'The archive.' },
  // Without an id, so that the sequence of Postgres stands at 1 afterwards.
  { uid: 'mmmmmmmmmmmm', name: 'main', description: 'The main & default branch of the instance.' },
] as const

/**
 * Writes the rows of a new instance: space, user, branches, default storage. Rows that are there stay, but for the
 * user's handle and name; so a second call changes nothing.
 */
export async function seedCoreRows(trx: DatabaseTransaction, seed: CoreSeed): Promise<SeededRows> {
  const now = seed.clock.now().toSql()
  const spaceId = await getOrCreate(trx, 'lamindb_space', { ...space, created_at: now, created_by_id: null })
  const userId = await putUser(trx, seed.user, now)
  for (const branch of branches) {
    await getOrCreate(trx, 'lamindb_branch', {
      ...branch,
      created_at: now,
      created_by_id: userId,
      space_id: spaceId,
      _status_code: 0,
      _aux: null,
    })
  }
  const storageId = await getOrCreate(
    trx,
    'lamindb_storage',
    storageRow(seed.storage, { userId, spaceId, now }),
  )
  return { userId, storageId }
}

/** The row with this uid, or a new one; returns its id. */
async function getOrCreate(
  trx: DatabaseTransaction,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<number> {
  const found = await trx.selectFrom(table).select('id').where('uid', '=', row['uid']).executeTakeFirst()
  if (found !== undefined) return found['id'] as number
  const made = await trx.insertInto(table).values(row).returning('id').executeTakeFirstOrThrow()
  return made['id'] as number
}

async function putUser(trx: DatabaseTransaction, user: SeedUser, now: string): Promise<number> {
  const { uid, handle, name } = user
  const id = await getOrCreate(trx, 'lamindb_user', { uid, handle, name, created_at: now, updated_at: now })
  await trx.updateTable('lamindb_user').set({ handle, name }).where('id', '=', id).execute()
  return id
}

function storageRow(
  storage: SeedStorage,
  { userId, spaceId, now }: { readonly userId: number; readonly spaceId: number; readonly now: string },
): Readonly<Record<string, unknown>> {
  return {
    uid: storage.uid,
    root: storage.root,
    description: null,
    type: storage.type,
    region: storage.region,
    instance_uid: storage.instanceUid,
    created_at: now,
    updated_at: now,
    created_by_id: userId,
    run_id: null,
    space_id: spaceId,
    branch_id: 1,
    created_on_id: 1,
    is_locked: false,
    _aux: null,
  }
}
