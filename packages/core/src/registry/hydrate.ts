import type { DatabaseTransaction } from '../database/index.ts'
import { DoesNotExist } from '../errors.ts'
import { instanceOf, metaOf, setField, stateOf, type Row } from './record-state.ts'
import type { BoundRegistry, RegistryRecord } from './record.ts'

/** Makes a record from a row of its table. */
export function hydrate<R extends RegistryRecord>(registry: BoundRegistry<R>, row: Row): R {
  const record = new registry()
  fill(record, row)
  return record
}

/** Overwrites the fields of a record with those of a row. */
export function fill(record: RegistryRecord, row: Row): void {
  for (const column of metaOf(record).columns.values()) {
    setField(record, column.property, column.fromDatabase(row[column.column]))
  }
  stateOf(record).stored = row
  stateOf(record).related.clear()
}

/**
 * Reads the row of a record again.
 *
 * @throws DoesNotExist when the row is gone
 */
export async function refreshRecord<R extends RegistryRecord>(
  record: R,
  transaction?: DatabaseTransaction,
): Promise<R> {
  const meta = metaOf(record)
  const queries = transaction ?? instanceOf(record).queries
  const row = await queries.selectFrom(meta.table).selectAll().where('id', '=', record.id).executeTakeFirst()
  if (!row) throw new DoesNotExist(`${meta.name} with id ${record.id} is no longer in the database.`)
  fill(record, row)
  return record
}
