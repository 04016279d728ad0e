import { IntegrityError, isLaminError } from '../errors.ts'
import { fill } from './hydrate.ts'
import { fieldOf, instanceOf, metaOf, setField, stateOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { ColumnMeta, RegistryMeta } from './registry-meta.ts'
import { changedColumns } from './record-row.ts'
import {
  columnsOfViolation,
  isForeignKeyViolation,
  isOtherViolation,
  isUniqueViolation,
} from './violations.ts'

/** Unique columns that identify a thing: a new record with a taken value is the existing row. */
const IDENTIFYING = new Set([
  'root',
  'ontology_id',
  'uid',
  'scientific_name',
  'ensembl_gene_id',
  'stable_id',
  'uniprotkb_id',
])

/** A violated rule of the database; `columns` says which unique values were taken. */
export class RuleViolation extends IntegrityError {
  readonly table: string
  readonly columns: readonly string[]

  constructor(message: string, table: string, columns: readonly string[], cause: unknown) {
    super(message, { cause })
    this.table = table
    this.columns = columns
  }
}

/** Gives violations of database rules a name; passes everything else on. */
export function translateViolation(error: unknown, meta: RegistryMeta): unknown {
  if (isLaminError(error)) return error
  if (isUniqueViolation(error)) {
    const columns = columnsOfViolation(error)
    return new RuleViolation(
      `A ${meta.name} with the same ${columns.join(', ') || 'unique value'} exists already; nothing was written.`,
      meta.table,
      columns,
      error,
    )
  }
  if (isForeignKeyViolation(error)) {
    return new RuleViolation(
      `A row that the ${meta.name} refers to does not exist, or a row that refers to it does; nothing was written.`,
      meta.table,
      [],
      error,
    )
  }
  if (isOtherViolation(error)) {
    const { message } = error as Error
    return new RuleViolation(
      `The database refused the ${meta.name}: ${message} Nothing was written.`,
      meta.table,
      [],
      error,
    )
  }
  return error
}

export const isResolvableConflict = (error: unknown, meta: RegistryMeta): error is RuleViolation =>
  error instanceof RuleViolation &&
  error.table === meta.table &&
  error.columns.some((column) => IDENTIFYING.has(column))

/** The content of a new record is that of an existing one of the same key. */
export const isContentConflict = (error: unknown, meta: RegistryMeta): error is RuleViolation =>
  error instanceof RuleViolation &&
  error.table === meta.table &&
  meta.options.contentKey !== undefined &&
  error.columns.includes('hash')

/**
 * Turns a new record whose content exists already into that row, on whatever branch it is. The record moves to branch
 * `main`, which its next save writes.
 */
export async function adoptSameContent(record: RegistryRecord, conflict: RuleViolation): Promise<void> {
  const meta = metaOf(record)
  const { queries, logger } = instanceOf(record)
  let query = queries.selectFrom(meta.table).selectAll()
  for (const property of ['hash', ...(meta.options.contentKey ?? [])]) {
    const column = meta.columns.get(property) as ColumnMeta
    const value = column.toDatabase(fieldOf(record, property) ?? null)
    query = query.where(column.column, value === null ? 'is' : '=', value)
  }
  const row = await query.executeTakeFirst()
  if (!row) throw conflict
  fill(record, row)
  stateOf(record).revises = undefined
  const fromTrash = fieldOf(record, 'branchId') === -1 ? 'from trash ' : ''
  setField(record, 'branchId', 1)
  logger.warning(
    `returning ${meta.name.toLowerCase()} ${fromTrash}with same hash & key: ${record.toString()}`,
  )
}

/**
 * Turns a new record whose identifier is taken into that row. A row off the main branch (in the trash, say) takes the
 * record's values and moves to `main`.
 */
export async function adoptExisting(record: RegistryRecord, conflict: RuleViolation): Promise<void> {
  const meta = metaOf(record)
  const instance = instanceOf(record)
  const column = conflict.columns.find((name) => IDENTIFYING.has(name)) as string
  const identifying = [...meta.columns.values()].find((c) => c.column === column)
  if (!identifying) throw conflict
  const row = await instance.queries
    .selectFrom(meta.table)
    .selectAll()
    .where(column, '=', identifying.toDatabase(fieldOf(record, identifying.property)))
    .executeTakeFirst()
  if (!row) throw conflict
  const values = [...meta.columns.values()].map((c) => [c.property, fieldOf(record, c.property)] as const)
  fill(record, row)
  if (!meta.branchAware || row['branch_id'] === 1) {
    instance.logger.warning(`returning ${meta.name} with same ${column}: '${String(row[column])}'`)
    return
  }
  const kept = new Set(['id', 'uid', 'createdAt', 'createdById', 'branchId'])
  for (const [property, value] of values) {
    if (!kept.has(property) && value !== undefined && value !== null) setField(record, property, value)
  }
  setField(record, 'branchId', 1)
  const changes = changedColumns(record)
  await instance.transaction(async (trx) => {
    await trx.updateTable(meta.table).set(changes).where('id', '=', record.id).execute()
  })
  stateOf(record).stored = { ...row, ...changes }
  instance.logger.warning(`returning ${meta.name} from trash or another branch: '${String(row[column])}'`)
}
