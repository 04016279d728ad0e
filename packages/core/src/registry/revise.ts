import { sql } from 'kysely'

import type { DatabaseTransaction } from '../database/database.ts'
import { IntegrityError } from '../errors.ts'
import { nextVersionUid } from '../identity/index.ts'
import { oneOf } from './comparison.ts'
import { fieldOf, instanceOf, setField, stateOf, type Row } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { uidStartsWith } from './uid-prefix.ts'
import { familyUids, stemOf, versionOf } from './versions.ts'
import { all, columnRef } from './where.ts'

const ID = { isText: false, isJson: false }
const UID = { isText: true, isJson: false }

/** What became of the versions that new records follow; becomes visible on the objects once it is committed. */
export type Revisions = ReadonlyMap<RegistryRecord, number | undefined>

/**
 * Demotes the heads that new versions replace, in the transaction that inserts these. Two statements for any number of
 * records whose versions are as they were when the records were made; further ones per record where another writer came
 * first.
 *
 * @returns per record the id of the demoted head
 * @throws IntegrityError when a version that was named explicitly is no head any more
 */
export async function demoteHeads(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  records: readonly RegistryRecord[],
): Promise<Revisions> {
  const pending = records.filter((record) => stateOf(record).revises)
  if (pending.length === 0) return new Map()
  const rows = await currentRows(trx, meta, pending)
  const demoted = new Map<RegistryRecord, number | undefined>()
  for (const record of pending) demoted.set(record, await settle(trx, meta, record, rows))
  const ids = [...demoted.values()].filter((id) => id !== undefined)
  if (ids.length > 0) {
    await trx
      .updateTable(meta.table)
      .set({ is_latest: meta.columns.get('isLatest')?.toDatabase(false) })
      .where(oneOf(columnRef(meta, 'id'), ID, ids, meta.registry.instance.dialect))
      .execute()
  }
  return demoted
}

/** Rows of the versions to follow, and rows that have the new uids already. */
async function currentRows(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  records: readonly RegistryRecord[],
): Promise<Row[]> {
  const { dialect } = meta.registry.instance
  const ids = records.map((record) => stateOf(record).revises?.record.id)
  const uids = records.map((record) => fieldOf(record, 'uid'))
  return trx
    .selectFrom(meta.table)
    .select(['id', 'uid', 'branch_id', 'is_latest'])
    .where(
      sql<boolean>`(${oneOf(columnRef(meta, 'id'), ID, ids, dialect)} or ${oneOf(columnRef(meta, 'uid'), UID, uids, dialect)})`,
    )
    .execute()
}

/** @returns id of the head to demote, if the branch has one */
async function settle(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  record: RegistryRecord,
  rows: readonly Row[],
): Promise<number | undefined> {
  const revision = stateOf(record).revises
  if (!revision) return undefined
  const isLatest = meta.columns.get('isLatest')
  const row = rows.find((row) => Number(row['id']) === revision.record.id)
  const isHead = isLatest?.fromDatabase(row?.['is_latest'] ?? null) === true
  if (!isHead && !revision.follow) throw notLatest(record, revision.record)
  const isTaken = rows.some((row) => row['uid'] === fieldOf(record, 'uid'))
  const isOnBranch = Number(row?.['branch_id']) === fieldOf(record, 'branchId')
  const head =
    isHead && isOnBranch ? { id: row?.['id'], uid: row?.['uid'] } : await branchHead(trx, meta, record)
  const isOther = revision.follow && head !== undefined && head['uid'] !== fieldOf(revision.record, 'uid')
  if (isOther || isTaken) {
    const stem = stemOf(revision.record)
    setField(record, 'uid', nextVersionUid(stem, await familyUids(trx, meta, stem)))
  }
  if (isOther) {
    instanceOf(record).logger.warning(
      `\`revises\` was not the latest version, updated it to the current head: ${String(head['uid'])}`,
    )
  }
  return head === undefined ? undefined : Number(head['id'])
}

async function branchHead(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  record: RegistryRecord,
): Promise<Row | undefined> {
  return trx
    .selectFrom(meta.table)
    .select(['id', 'uid'])
    .where(
      all([
        uidStartsWith(meta, stemOf(record)),
        sql`${columnRef(meta, 'branch_id')} = ${fieldOf(record, 'branchId')}`,
        sql`${columnRef(meta, 'is_latest')} = ${meta.columns.get('isLatest')?.toDatabase(true)}`,
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** After the commit: the objects show what was written, and follow nothing any more. */
export function showRevisions(revisions: Revisions): void {
  for (const [record, demotedId] of revisions) {
    const revised = stateOf(record).revises?.record
    stateOf(record).revises = undefined
    if (!revised || revised.id !== demotedId) continue
    setField(revised, 'isLatest', false)
    const { stored } = stateOf(revised)
    if (stored) stored['is_latest'] = 0
  }
}

function notLatest(record: RegistryRecord, revises: RegistryRecord): IntegrityError {
  return new IntegrityError(
    `Cannot revise a non-latest record: revises=${versionedName(revises)} (is_latest=False), new=${versionedName(record)}. ` +
      'This usually means a newer revision was created concurrently or an older record was selected for `revises`.',
    { hint: 'Read the record that is to be revised again, and repeat the call. Nothing was written.' },
  )
}

function versionedName(record: RegistryRecord): string {
  const details = [
    `uid=${String(fieldOf(record, 'uid'))}`,
    `key=${String(fieldOf(record, 'key'))}`,
    `version=${versionOf(record)}`,
    `branch_id=${String(fieldOf(record, 'branchId'))}`,
  ]
  return `${record.constructor.name}(${details.join(', ')})`
}
