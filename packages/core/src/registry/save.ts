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
import { defaultOf } from './defaults.ts'
import { insertRows } from './insert-rows.ts'
import { logLabelRename } from './log-label-rename.ts'
import {
  fieldOf,
  instanceOf,
  isNew,
  metaOf,
  registryOf,
  setField,
  stateOf,
  type Row,
} from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'
import type { SaveAround } from './registry-options.ts'
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
  const around = aroundOf(record, options)
  if (around && (await around.before([record])).length === 0) return record
  try {
    await writeOrAdopt(instance, record, options)
  } catch (error) {
    await around?.failed([record])
    throw error
  }
  await around?.after([record])
  return record
}

async function writeOrAdopt(instance: Instance, record: RegistryRecord, options: SaveOptions): Promise<void> {
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
}

/** Saves records of any registries in one transaction: one bulk insert per registry, in order of first appearance. */
export async function saveRecords(
  instance: Instance,
  records: readonly RegistryRecord[],
  options: BulkSaveOptions = {},
): Promise<void> {
  instance.assertWritable()
  options.signal?.throwIfAborted()
  const groups: { steps: SaveAround | undefined; group: readonly RegistryRecord[] }[] = []
  for (const group of byRegistry(records)) {
    const steps = aroundOf(group[0] as RegistryRecord, options)
    groups.push({ steps, group: steps ? await steps.before(group) : group })
  }
  try {
    await write(
      instance,
      groups.flatMap(({ group }) => group),
      options,
    )
  } catch (error) {
    for (const { steps, group } of groups) await steps?.failed(group)
    throw error
  }
  for (const { steps, group } of groups) await steps?.after(group)
}

/** @throws InvalidArgument when files would have to be written within a transaction of the caller */
function aroundOf(record: RegistryRecord, { transaction }: SaveOptions): SaveAround | undefined {
  const { around } = registryOf(record).options
  if (!around || !transaction) return around
  around.checkNested(record)
  return undefined
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

function byRegistry(records: readonly RegistryRecord[]): RegistryRecord[][] {
  const groups = new Map<unknown, RegistryRecord[]>()
  for (const record of new Set(records)) {
    const group = groups.get(registryOf(record))
    if (group) group.push(record)
    else groups.set(registryOf(record), [record])
  }
  return [...groups.values()]
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

/** The row of a new record; defaults become visible on the record. */
export function newRow(record: RegistryRecord, meta: RegistryMeta): Row {
  const row: Row = {}
  for (const column of meta.columns.values()) {
    let value = fieldOf(record, column.property)
    if (value === undefined) {
      value = column.primary ? undefined : (defaultOf(meta, column) ?? null)
      if (value !== undefined) setField(record, column.property, value)
    }
    if (column.primary && (value === undefined || value === null)) continue
    row[column.column] = column.toDatabase(value)
  }
  return row
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

/** Columns whose value differs from the row as last read or written, as driver values. */
export function changedColumns(record: RegistryRecord): Row {
  const { stored } = stateOf(record)
  const changes: Row = {}
  for (const column of metaOf(record).columns.values()) {
    if (column.primary) continue
    const now = column.toDatabase(fieldOf(record, column.property) ?? null)
    const before = stored?.[column.column] ?? null
    if (now !== before && now !== column.toDatabase(column.fromDatabase(before))) changes[column.column] = now
  }
  return changes
}
