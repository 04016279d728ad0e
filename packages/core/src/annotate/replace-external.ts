import type { DatabaseTransaction } from '../database/database.ts'
import type { Feature } from '../registries/feature.ts'
import { oneOf } from '../registry/comparison.ts'
import { hydrate } from '../registry/hydrate.ts'
import { setField } from '../registry/record-state.ts'
import type { BoundRegistry, RegistryRecord } from '../registry/record.ts'
import { columnRef } from '../registry/where.ts'
import { datasetFeatures, hostOf, type Host } from './host-values.ts'
import type { PreparedValues } from './prepare-values.ts'
import { deleteValues, linkedFeatureIds } from './remove-values.ts'
import { writeValues } from './write-values.ts'

/** Puts values in the place of all values that do not belong to the dataset. */
export async function replaceExternal(
  record: RegistryRecord,
  { values, indexValue }: PreparedValues,
  trx: DatabaseTransaction,
): Promise<void> {
  await deleteValues(record, await externalFeatures(hostOf(record, trx)), trx)
  await writeValues(record, values, trx, true)
  if (indexValue !== undefined) await writeIndex(record, indexValue, trx)
}

/** The value of the index is the name of the record. */
export async function writeIndex(
  record: RegistryRecord,
  name: string,
  trx: DatabaseTransaction,
): Promise<void> {
  setField(record, 'name', name)
  await record.save({ transaction: trx })
}

/** The features that a record has values of, without those of the dataset. */
export async function externalFeatures(host: Host): Promise<Feature[]> {
  if (host.record.id === undefined) return []
  const inDataset = await datasetFeatures(host)
  const ids = (await linkedFeatureIds(host)).filter((id) => !inDataset.has(id))
  return featuresById(host, ids)
}

/** Features in the order of the ids. */
export async function featuresById({ instance, queries }: Host, ids: readonly number[]): Promise<Feature[]> {
  if (ids.length === 0) return []
  const registry = instance.registryNamed('Feature') as BoundRegistry<Feature>
  const rows = await queries
    .selectFrom(registry.meta.table)
    .selectAll()
    .where(oneOf(columnRef(registry.meta, 'id'), { isText: false, isJson: false }, ids, instance.dialect))
    .orderBy('id')
    .execute()
  return rows.map((row) => hydrate(registry, row))
}
