import type { DatabaseTransaction } from '../database/database.ts'
import { adoptByUid } from './adopt-by-uid.ts'
import { checkRecord } from './check-record.ts'
import {
  adoptExisting,
  adoptSameContent,
  isContentConflict,
  isResolvableConflict,
  translateViolation,
} from './conflicts.ts'
import { byRegistry } from './by-registry.ts'
import { insertRows } from './insert-rows.ts'
import { logLabelRename } from './log-label-rename.ts'
import { instanceOf, isNew, metaOf, registryOf, setField, stateOf, type Row } from './record-state.ts'
import { changedColumns, newRow } from './record-row.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { demoteHeads, showRevisions, type Revisions } from './revise.ts'
import { settleRelations } from './set-fields.ts'
import type { Instance } from '../instance/instance.ts'

export interface SaveOptions {
  /** Write within this transaction instead of one of its own. */
  readonly transaction?: DatabaseTransaction
}

export interface BulkSaveOptions extends SaveOptions {
  /** Rows whose unique values are taken are passed over instead of failing; their records get no id. */
  readonly ignoreConflicts?: boolean
  readonly signal?: AbortSignal
}

/** Saves one record; a new one whose unique identifier or content is taken becomes that row. */
export async function saveRecord<R extends RegistryRecord>(record: R, options: SaveOptions): Promise<R> {
  const instance = instanceOf(record)
  instance.assertWritable()
  try {
    await write(instance, [record], options, (trx) => instance.context.linkProject(trx, record))
  } catch (error) {
    if (!isNew(record) || options.transaction) throw error
    if (isContentConflict(error, metaOf(record))) await adoptSameContent(record, error)
    else if (isResolvableConflict(error, metaOf(record))) {
      await adoptExisting(record, error)
      const committed = await instance.transaction(async (trx) =>
        metaOf(record).options.complete?.(trx, [record]),
      )
      committed?.()
    } else throw error
  }
  return record
}

/** Saves records of any registries in one transaction: one bulk insert per registry, in order of first appearance. */
export async function saveRecords(
  instance: Instance,
  records: readonly RegistryRecord[],
  options: BulkSaveOptions = {},
): Promise<void> {
  instance.assertWritable()
  options.signal?.throwIfAborted()
  await write(instance, records, options)
}

/** A repeated attempt, and a caller who catches the failure, find the records as they were before. */
async function write(
  instance: Instance,
  records: readonly RegistryRecord[],
  options: BulkSaveOptions,
  finish: (trx: DatabaseTransaction) => Promise<void> = async () => {},
): Promise<void> {
  const before = records.map((record) => stateOf(record).stored)
  const restore = (): void => records.forEach((record, index) => restoreRow(record, before[index]))
  let written: Written = { revisions: [], committed: [] }
  const attempt = async (trx: DatabaseTransaction): Promise<void> => {
    restore()
    written = await writeRecords(trx, records, options)
    await finish(trx)
  }
  try {
    await (options.transaction ? attempt(options.transaction) : instance.transaction(attempt, options))
  } catch (error) {
    restore()
    throw error
  }
  for (const settled of written.revisions) showRevisions(settled)
  for (const committed of written.committed) committed()
}

/** What is left to do when records are committed. */
interface Written {
  readonly revisions: readonly Revisions[]
  readonly committed: readonly (() => void)[]
}

function restoreRow(record: RegistryRecord, row: Row | undefined): void {
  if (stateOf(record).stored === row) return
  stateOf(record).stored = row
  if (row === undefined) setField(record, 'id', undefined)
}

async function writeRecords(
  trx: DatabaseTransaction,
  records: readonly RegistryRecord[],
  options: BulkSaveOptions,
): Promise<Written> {
  const revisions: Revisions[] = []
  const committed: (() => void)[] = []
  for (const group of byRegistry(records)) {
    options.signal?.throwIfAborted()
    await registryOf(group[0] as RegistryRecord).options.prepare?.(group.filter(isNew))
    for (const record of group) await record.beforeSave(trx)
    for (const record of group) {
      settleRelations(record)
      checkRecord(record)
    }
    const meta = metaOf(group[0] as RegistryRecord)
    if (meta.options.uidIsIdentity && !options.ignoreConflicts)
      await adoptByUid(trx, meta, group.filter(isNew))
    try {
      const known = group.filter((record) => !isNew(record))
      const fresh = group.filter(isNew)
      if (meta.isVersioned) revisions.push(await demoteHeads(trx, meta, fresh))
      await insertNew(trx, meta, fresh, options)
      for (const record of known) await updateChanged(trx, meta, record)
    } catch (error) {
      throw translateViolation(error, meta)
    }
    for (const record of group) await record.afterSave(trx)
    const whenCommitted = await meta.options.complete?.(trx, group)
    if (whenCommitted) committed.push(whenCommitted)
  }
  return { revisions, committed }
}

async function insertNew(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  records: readonly RegistryRecord[],
  options: BulkSaveOptions,
): Promise<void> {
  if (records.length === 0) return
  const rows = records.map((record) => newRow(record, meta))
  const ids = await insertRows(trx, meta, rows, options)
  for (const [index, record] of records.entries()) {
    const id = ids[index]
    if (id === undefined) continue
    record.id = id
    stateOf(record).stored = { ...rows[index], id }
  }
}

async function updateChanged(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  record: RegistryRecord,
): Promise<void> {
  const changes = changedColumns(record)
  if (Object.keys(changes).length === 0) return
  if ((meta.columns.get(meta.nameField)?.column ?? '') in changes) await logLabelRename(trx, meta, record)
  await trx.updateTable(meta.table).set(changes).where('id', '=', record.id).execute()
  stateOf(record).stored = { ...stateOf(record).stored, ...changes }
}
