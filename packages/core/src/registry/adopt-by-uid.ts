import type { DatabaseTransaction } from '../database/index.ts'
import { oneOf } from './comparison.ts'
import { fill, hydrate } from './hydrate.ts'
import { fieldOf, setField, stateOf, type Row } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { columnRef } from './where.ts'

/** Fields that say which row it is and how it came to be. */
const OF_THE_ROW: ReadonlySet<string> = new Set([
  'id',
  'uid',
  'createdAt',
  'createdById',
  'createdOnId',
  'branchId',
])

/**
 * Turns new records whose uid is taken into the rows that have it: one query. A row on `main` stays as it is; a row in
 * the trash or on another branch takes the values of the record and moves to `main`.
 *
 * @throws what `checkExisting` of the registry throws
 */
export async function adoptByUid(
  trx: DatabaseTransaction,
  meta: RegistryMeta,
  records: readonly RegistryRecord[],
): Promise<void> {
  if (records.length === 0) return
  const byUid = new Map(records.map((record) => [fieldOf(record, 'uid'), record]))
  const uid = { isText: true, isJson: false }
  const rows: Row[] = await trx
    .selectFrom(meta.table)
    .selectAll()
    .where(oneOf(columnRef(meta, 'uid'), uid, [...byUid.keys()], meta.registry.instance.dialect))
    .execute()
  for (const row of rows) adopt(meta, byUid.get(row['uid']) as RegistryRecord, row)
}

function adopt(meta: RegistryMeta, record: RegistryRecord, row: Row): void {
  const { logger } = meta.registry.instance
  const values = [...meta.columns.keys()].map((property) => [property, fieldOf(record, property)] as const)
  meta.options.checkExisting?.(hydrate(meta.registry, row), Object.fromEntries(values))
  fill(record, row)
  if (!meta.branchAware || fieldOf(record, 'branchId') === 1) {
    logger.warning(`returning ${meta.name} with same uid: '${String(row['uid'])}'`)
    return
  }
  for (const [property, value] of values) {
    if (!OF_THE_ROW.has(property) && value !== undefined && value !== null) setField(record, property, value)
  }
  setField(record, 'branchId', 1)
  logger.warning(`returning ${meta.name} from trash or another branch: '${String(row['uid'])}'`)
  // The update of changed columns compares with the row as it was read.
  stateOf(record).stored = row
}
