import type { DatabaseTransaction } from '../../database/database.ts'
import type { Instance } from '../../instance/instance.ts'
import { translateViolation } from '../../registry/conflicts.ts'
import { defaultsOf } from '../../registry/defaults.ts'
import { insertRows } from '../../registry/insert-rows.ts'
import type { Row } from '../../registry/record-state.ts'
import type { ColumnMeta } from '../../registry/registry-meta.ts'
import { hashOfValue } from './value-hash.ts'

/** A value of a feature, in the form in which it is stored. */
export interface ValueOfFeature {
  readonly featureId: number
  readonly value: unknown
}

/**
 * Ids of the rows that hold values, in their order. Values are shared: there is one row for each feature and value, made
 * where there is none. Two queries, however many.
 */
export async function jsonValueIds(
  instance: Instance,
  values: readonly ValueOfFeature[],
  trx: DatabaseTransaction,
): Promise<number[]> {
  const { meta } = instance.registryNamed('JsonValue')
  const wanted = values.map((one) => ({ ...one, hash: hashOfValue(one.value) }))
  const existing = await trx
    .selectFrom(meta.table)
    .select(['id', 'feature_id', 'hash'])
    .where('feature_id', 'in', [...new Set(wanted.map(({ featureId }) => featureId))])
    .where('hash', 'in', [...new Set(wanted.map(({ hash }) => hash))])
    .execute()
  const ids = new Map(
    existing.map((row) => [keyOf(Number(row['feature_id']), row['hash']), Number(row['id'])]),
  )
  const missing = new Map(
    wanted.map((one) => [keyOf(one.featureId, one.hash), one] as const).filter(([key]) => !ids.has(key)),
  )
  const column = meta.columns.get('value') as ColumnMeta
  const defaults = defaultsOf(meta)
  const rows = [...missing.values()].map(({ featureId, hash, value }): Row => ({
    ...defaults,
    feature_id: featureId,
    hash,
    value: column.toDatabase(value),
  }))
  const inserted = await insertRows(trx, meta, rows).catch((error: unknown) => {
    throw translateViolation(error, meta)
  })
  for (const [i, key] of [...missing.keys()].entries()) ids.set(key, inserted[i] as number)
  return wanted.map(({ featureId, hash }) => ids.get(keyOf(featureId, hash)) as number)
}

const keyOf = (featureId: number, hash: unknown): string => `${featureId} ${String(hash)}`
