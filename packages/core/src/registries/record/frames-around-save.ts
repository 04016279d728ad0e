import { InvalidArgument } from '../../errors.ts'
import type { DatabaseTransaction } from '../../database/database.ts'
import { fieldOf, instanceOf, isNew, stateOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import type { SaveAround } from '../../registry/registry-options.ts'
import type { Record } from '../record.ts'
import { frameCurationOf } from './frame-curation.ts'

/** Checks rows of frames before they are written. */
export const framesAroundSave: SaveAround = {
  async before(records) {
    const rows = (records as readonly Record[]).filter(needsCuration)
    for (const record of records as readonly Record[]) await checkFrame(record)
    for (const record of rows) record.pending.isStored = !isNew(record)
    if (rows.length > 0) await frameCurationOf(instanceOf(rows[0] as Record)).prepare(rows)
    return records
  },
  async after() {},
  async failed() {},
  checkNested(record) {
    if (!needsCuration(record as Record)) return
    throw new InvalidArgument(
      'A record that joins a frame, or has new values of features, is saved by itself.',
      {
        hint: 'Save it before the transaction begins.',
      },
    )
  },
}

/** Writes the values that records were made with, in the transaction that writes the records. */
export async function writePendingFeatures(
  transaction: DatabaseTransaction,
  records: readonly RegistryRecord[],
): Promise<(() => void) | undefined> {
  const rows = (records as readonly Record[]).filter(({ pending }) => pending.features !== undefined)
  if (rows.length === 0) return undefined
  await frameCurationOf(instanceOf(rows[0] as Record)).write(transaction, rows)
  return () => {
    for (const { pending } of rows) {
      pending.features = undefined
      pending.prepared = undefined
    }
  }
}

/** Arguments of the constructor: a schema makes a record the frame of others. */
export function recordFields(_registry: unknown, given: object): object {
  const { schema, features } = given as { schema?: unknown; features?: unknown }
  return { ...given, ...(schema !== undefined && schema !== null && { isType: true }), features }
}

/** Takes the values that records are made with, and checks records that are made as rows of frames. */
export async function takeFeatures(
  given: readonly (readonly [record: RegistryRecord, features: unknown])[],
): Promise<void> {
  for (const [record, features] of given) {
    if (features !== undefined && features !== null)
      (record as Record).pending.features = features as NonNullable<Record['pending']['features']>
  }
  const rows = given.map(([record]) => record as Record).filter(joinsType)
  if (rows.length > 0) await frameCurationOf(instanceOf(rows[0] as Record)).check(rows)
}

const needsCuration = (record: Record): boolean =>
  record.pending.features !== undefined ||
  (joinsType(record) && record.pending.checkedTypeId !== record.typeId)

/** Whether a record that is no type has another type than its row. */
function joinsType(record: Record): boolean {
  if (record.isType || record.typeId === null || record.typeId === undefined) return false
  return stateOf(record).stored?.['type_id'] !== record.typeId
}

/** The index of the schema of a frame is the name of its rows. */
async function checkFrame(record: Record): Promise<void> {
  const schemaId = fieldOf(record, 'schemaId')
  if (!record.isType || typeof schemaId !== 'number' || stateOf(record).stored?.['schema_id'] === schemaId)
    return
  const index = await (await record.schema)?.index
  if (!index || index.dtype === 'str') return
  throw new InvalidArgument(
    `schema index feature '${index.name}' must have dtype str because it is stored on Record.name, not '${String(index.dtype)}'`,
  )
}
